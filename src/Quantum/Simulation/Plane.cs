using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QXai.Quantum.Simulation;

/// <summary>
/// The real or the imaginary parts of a state, zero at first. A large plane starts at a cache line of 64 bytes, a very large one at a page of 4 KB, in an
/// array that the collector does not move; a small one is an ordinary array, which is cheaper to make.
/// </summary>
internal readonly struct Plane<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Line = 64, Page = 4096, SmallestAligned = 1024, SmallestPaged = 1 << 16;

    private readonly T[] array;
    private readonly int start, length;

    /// <summary>A plane of <paramref name="length"/> zeros.</summary>
    public Plane(int length)
    {
        this.length = length;
        if (length < SmallestAligned)
        {
            array = new T[length];
            return;
        }

        var boundary = length < SmallestPaged ? Line : Page;
        array = GC.AllocateArray<T>(length + boundary / Unsafe.SizeOf<T>(), pinned: true);
        var excess = (int)((long)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % boundary);
        start = excess == 0 ? 0 : (boundary - excess) / Unsafe.SizeOf<T>();
    }

    /// <summary>All numbers.</summary>
    public Span<T> Span => array.AsSpan(start, length);
}
