// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// Where the results of <see cref="TapSums{TSimd, T}"/> go: grid position (i, j) of channel r stands at start + r channel + i row + j column of
/// <paramref name="values"/>.
/// The target is overwritten by the sum, which starts from bias[r] (0 for an empty bias), or, with <paramref name="add"/>, the sum is added to it.
/// </summary>
internal readonly ref struct TapTarget<T>(Span<T> values, int start, int channel, int row, int column, ReadOnlySpan<T> bias, bool add)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Span<T> values = values;

    /// <summary>What the sums start from.</summary>
    public ReadOnlySpan<T> Bias { get; } = bias;

    /// <summary>Whether sums are added to the target.</summary>
    public bool Add => add;

    /// <summary>Whether neighbours in the grid are neighbours in memory.</summary>
    public bool IsContiguous => column == 1;

    /// <summary>From one channel to the next.</summary>
    public int Channel => channel;

    /// <summary>Elements that may be written.</summary>
    public int Length => values.Length;

    /// <summary>Where a position stands.</summary>
    public int At(int r, int i, int j) => start + r * channel + i * row + j * column;

    /// <summary>A position of channel 0.</summary>
    public ref T First(int i, int j) => ref values[At(0, i, j)];

    /// <summary>
    /// Delivers <paramref name="count"/> neighbours in grid row <paramref name="i"/> from column <paramref name="j"/> on, for all channels: channel
    /// r's stand at <paramref name="sums"/> + r <paramref name="width"/>.
    /// </summary>
    public void Deliver<TSimd>(int channels, int i, int j, int count, ref T sums, int width)
        where TSimd : struct, ISimd<TSimd, T>
    {
        for (var r = 0; r < channels; r++)
        {
            var at = At(r, i, j);
            ref var from = ref Unsafe.Add(ref sums, r * width);
            for (var done = column == 1 ? Vectors<TSimd>(at, count, ref from) : 0; done < count; done++)
            {
                ref var to = ref values[at + done * column];
                to = add ? to + Unsafe.Add(ref from, done) : Unsafe.Add(ref from, done);
            }
        }
    }

    /// <summary>Whole vectors, as long as they end inside the target; elements beside the run keep their value. Returns how many elements are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Vectors<TSimd>(int at, int count, ref T from)
        where TSimd : struct, ISimd<TSimd, T>
    {
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), at);
        var done = 0;
        for (; done < count && at + done + TSimd.Lanes <= values.Length; done += TSimd.Lanes)
        {
            var before = TSimd.Load(in to, (nuint)done);
            var sum = TSimd.Load(in from, (nuint)done);
            sum = add ? before + sum : sum;
            (count - done >= TSimd.Lanes ? sum : TSimd.Select(TSimd.FirstLanes(count - done), sum, before)).Store(ref to, (nuint)done);
        }

        return done;
    }
}
