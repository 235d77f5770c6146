using System.Numerics;
using QXai.Nn.Modules;
using QXai.Nn.SafeTensors;
using QXai.Numerics.Hashing;

namespace QXai.Nn.Checkpoints;

/// <summary>
/// What identifies a model: the SHA-256 of its canonical architecture, and of name, type, shape and little-endian bytes of every tensor of its state,
/// in ordinal order of the names. Equal models have equal fingerprints on every machine; whatever changes a score changes the fingerprint.
/// </summary>
public static class ModelFingerprint
{
    /// <summary>
    /// The fingerprint as 64 lower-case hexadecimal digits. Hashed are: the architecture; the number of tensors (8 bytes); per tensor its name, its
    /// type (<c>F32</c>), its number of axes and each extent (8 bytes each), its elements. Texts are in UTF-8 behind their length in bytes (8 bytes);
    /// all numbers are little-endian.
    /// </summary>
    public static string Of<T>(Module<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var hash = new Sha256();
        var entries = model.State.Select(tensor => SafeTensorsEntry.From(tensor.Name, tensor.Value))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ToArray();
        hash.Append(model.Architecture ?? "");
        hash.Append(entries.Length);
        foreach (var entry in entries)
        {
            hash.Append(entry.Name);
            hash.Append(entry.Type);
            hash.Append(entry.Extents.Count);
            foreach (var extent in entry.Extents)
            {
                hash.Append(extent);
            }

            hash.Append(entry.Data.Span);
        }

        return Convert.ToHexStringLower(hash.Finish());
    }
}
