// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// Where the results of <see cref="TapSums{TSimd, T}"/> go: grid position (i, j) of channel r stands at start + r channel + i row + j column of <paramref name="values"/>. The target is overwritten by sum + bias[r] (0 for an empty bias), or, with <paramref name="add"/>, the sum is added to it.
/// </summary>
internal readonly ref struct TapTarget<T>(Span<T> values, int start, int channel, int row, int column, ReadOnlySpan<T> bias, bool add)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Span<T> values = values;
    private readonly ReadOnlySpan<T> bias = bias;

    /// <summary>
    /// Delivers <paramref name="count"/> neighbours in grid row <paramref name="i"/> from column <paramref name="j"/> on, for all channels: channel r's stand at <paramref name="sums"/> + r <paramref name="width"/>.
    /// </summary>
    public void Deliver<TSimd>(int channels, int i, int j, int count, ref T sums, int width)
        where TSimd : struct, ISimd<TSimd, T>
    {
        var at = start + i * row + j * column;
        for (var r = 0; r < channels; r++)
        {
            ref var from = ref Unsafe.Add(ref sums, r * width);
            var done = column == 1 ? Vectors<TSimd>(r, at, count, ref from) : 0;
            for (; done < count; done++)
            {
                ref var to = ref values[at + done * column];
                to = (add ? to : bias.IsEmpty ? T.Zero : bias[r]) + Unsafe.Add(ref from, done);
            }

            at += channel;
        }
    }

    /// <summary>Whole vectors, as long as they end inside the target; elements beside the run keep their value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Vectors<TSimd>(int r, int at, int count, ref T from)
        where TSimd : struct, ISimd<TSimd, T>
    {
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), at);
        var done = 0;
        for (; done < count && at + done + TSimd.Lanes <= values.Length; done += TSimd.Lanes)
        {
            var before = TSimd.Load(in to, (nuint)done);
            var sum = (add ? before : bias.IsEmpty ? TSimd.Zero : TSimd.Broadcast(bias[r])) + TSimd.Load(in from, (nuint)done);
            (count - done >= TSimd.Lanes ? sum : TSimd.Select(TSimd.FirstLanes(count - done), sum, before)).Store(ref to, (nuint)done);
        }

        return done;
    }
}
