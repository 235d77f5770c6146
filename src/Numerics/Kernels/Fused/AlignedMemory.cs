using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Scratch memory that a node keeps: zero at first, never moved by the garbage collector, and beginning on a cache line of 64 bytes.
/// </summary>
internal sealed class AlignedMemory<T>
    where T : unmanaged
{
    private readonly T[] array;
    private readonly int start;

    public AlignedMemory(int length)
    {
        array = GC.AllocateArray<T>(checked(length + Line), pinned: true);
        var misalignment = (int)((long)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % 64);
        start = misalignment == 0 ? 0 : (64 - misalignment) / Unsafe.SizeOf<T>();
    }

    /// <summary>Elements of a cache line, which is also the widest vector.</summary>
    public static int Line => 64 / Unsafe.SizeOf<T>();

    /// <summary>The elements from the first cache line on.</summary>
    public Span<T> Span => array.AsSpan(start, array.Length - Line);

    /// <summary>The first element, for unchecked arithmetic.</summary>
    public ref T First => ref array[start];
}
