using System.Numerics;
using System.Runtime.InteropServices;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Hashing;

namespace QXai.Xai.Evidence;

/// <summary>
/// What identifies a trained model: SHA-256 over its canonical architecture and, in order of their names, the name, number type, shape and
/// little-endian bytes of every tensor of its state. Texts and lists are preceded by their lengths.
/// </summary>
public static class ModelFingerprint
{
    /// <summary>64 hexadecimal digits.</summary>
    public static string Of<T>(Module<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var hash = new Sha256();
        hash.Append(model.Architecture ?? "");
        var state = model.State.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).ToArray();
        hash.Append(state.Length);
        foreach (var tensor in state)
        {
            hash.Append(tensor.Name);
            hash.Append(typeof(T) == typeof(float) ? "F32" : "F64");
            Append(hash, tensor.Value);
        }

        return Convert.ToHexStringLower(hash.Finish());
    }

    /// <summary>What identifies an input: SHA-256 over its shape and its values in double precision, little-endian.</summary>
    public static string OfInput(Tensor<double> input)
    {
        var hash = new Sha256();
        Append(hash, input);
        return Convert.ToHexStringLower(hash.Finish());
    }

    private static void Append<T>(Sha256 hash, Tensor<T> tensor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        hash.Append(tensor.Shape.Rank);
        foreach (var extent in tensor.Shape.Extents)
        {
            hash.Append(extent);
        }

        var bytes = MemoryMarshal.AsBytes(tensor.Span).ToArray();
        var size = bytes.Length / Math.Max(tensor.Length, 1);
        for (var at = 0; at < bytes.Length && !BitConverter.IsLittleEndian; at += size)
        {
            bytes.AsSpan(at, size).Reverse();
        }

        hash.Append(bytes);
    }
}
