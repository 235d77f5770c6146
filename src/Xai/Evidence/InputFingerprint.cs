using System.Runtime.InteropServices;
using QXai.Numerics;
using QXai.Numerics.Hashing;

namespace QXai.Xai.Evidence;

/// <summary>What identifies an explained input, beside the fingerprint of its model.</summary>
public static class InputFingerprint
{
    /// <summary>SHA-256 over the shape (number of axes, extents) and the values in double precision, little-endian, as 64 hexadecimal digits.</summary>
    public static string Of(Tensor<double> input)
    {
        var hash = new Sha256();
        hash.Append(input.Shape.Rank);
        foreach (var extent in input.Shape.Extents)
        {
            hash.Append(extent);
        }

        var bytes = MemoryMarshal.AsBytes(input.Span).ToArray();
        for (var at = 0; at < bytes.Length && !BitConverter.IsLittleEndian; at += sizeof(double))
        {
            bytes.AsSpan(at, sizeof(double)).Reverse();
        }

        hash.Append(bytes);
        return Convert.ToHexStringLower(hash.Finish());
    }
}
