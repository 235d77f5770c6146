using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QXai.Numerics.Simd;

/// <summary>Writes what <see cref="ISimd{TSelf, T}.Permute"/> reads: whole numbers of the width of T, in the bits of an array of T.</summary>
internal static class LaneIndices
{
    /// <summary>destination[j] holds indices[j] as a whole number.</summary>
    public static void Write<T>(ReadOnlySpan<int> indices, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, indices.Length);
        for (var j = 0; j < indices.Length; j++)
        {
            if (Unsafe.SizeOf<T>() == sizeof(float))
            {
                MemoryMarshal.Cast<T, int>(destination)[j] = indices[j];
            }
            else
            {
                MemoryMarshal.Cast<T, long>(destination)[j] = indices[j];
            }
        }
    }
}
