using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QXai.Quantum.Batch;

/// <summary>Numbers that start at a cache line of 64 bytes, so that no vector straddles two lines.</summary>
internal sealed class AlignedBuffer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Line = 64;

    private readonly T[] array;
    private readonly int start;

    /// <summary>A buffer of <paramref name="length"/> zeros; without <paramref name="zeroed"/> of any numbers, whose memory is touched only where
    /// they are written.</summary>
    public AlignedBuffer(int length, bool zeroed = true)
    {
        var count = length + Line / Unsafe.SizeOf<T>();
        array = zeroed ? GC.AllocateArray<T>(count, pinned: true) : GC.AllocateUninitializedArray<T>(count, pinned: true);
        var misalignment = (int)((long)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % Line);
        (start, Length) = (misalignment == 0 ? 0 : (Line - misalignment) / Unsafe.SizeOf<T>(), length);
    }

    /// <summary>How many numbers there are.</summary>
    public int Length { get; }

    /// <summary>All numbers.</summary>
    public Span<T> Span => array.AsSpan(start, Length);

    /// <summary><paramref name="length"/> numbers from number <paramref name="from"/> on.</summary>
    public Span<T> Slice(int from, int length) => Span.Slice(from, length);
}
