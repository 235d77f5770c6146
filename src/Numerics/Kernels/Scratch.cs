using System.Numerics;
using System.Runtime.InteropServices;

namespace QXai.Numerics.Kernels;

/// <summary>
/// Memory of the running thread that a kernel may use until it returns: one growing buffer per thread and number type, aligned to cache lines of 64
/// bytes, contents arbitrary.
/// A kernel that uses it must not call another one that does.
/// </summary>
internal static class Scratch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Line = 64;

    [ThreadStatic]
    private static T[]? buffer;

    [ThreadStatic]
    private static int start;

    /// <summary>The first <paramref name="length"/> elements of the buffer.</summary>
    public static Span<T> Take(int length)
    {
        if (buffer is null || buffer.Length - start < length)
        {
            Grow(length);
        }

        return buffer.AsSpan(start, length);
    }

    private static void Grow(int length)
    {
        var size = Marshal.SizeOf<T>();
        buffer = GC.AllocateUninitializedArray<T>((int)BitOperations.RoundUpToPowerOf2((uint)(length + Line / size)), pinned: true);
        var misalignment = (int)((long)Marshal.UnsafeAddrOfPinnedArrayElement(buffer, 0) % Line);
        start = misalignment == 0 ? 0 : (Line - misalignment) / size;
    }
}
