// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Tiles for a pooling by windows of 2^k x 2^k: outputs meet bias, maximum and rectifier before they are ever stored. A window of 2 x 2 is one tile; in
/// a larger one, whose tiles come in any order, each is compared with the maximum so far, at first 0 and nobody's; where two
/// outputs are equal, the one that stands first in the window, counted row by row, wins. <typeparamref name="TTiles"/> has one byte where a window is one
/// tile, else more: then the JIT makes no code for the other case.
/// </summary>
internal readonly ref struct PooledTiles<TSimd, T, TTiles> : ITileSink<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTiles : struct
{
    private readonly int shift, columns, windows, outputs, image, row, pixel, below, beside;
    private readonly ref T bias, winners, pooled;

    public PooledTiles(FusedShape s, FusedMemory<T> memory, Images<T> output)
    {
        (shift, columns, windows, outputs) = (BitOperations.Log2((uint)s.Pool) - 1, s.Columns, s.Windows, s.PaddedOutputs);
        (below, beside) = (s.Start(1, 0), s.Start(0, 1));
        (image, row, pixel) = (output.Image, output.Row, output.Pixel);
        bias = ref memory.Bias.First;
        winners = ref memory.Winners.First;
        pooled = ref output.At(0, 0, 0);
        if (Unsafe.SizeOf<TTiles>() > 1)
        {
            output.Clear();
            memory.Winners.Span.Fill(-T.One);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TilePlace tile, int o, TSimd y00, TSimd y01, TSimd y10, TSimd y11)
    {
        var (i, j) = Unsafe.SizeOf<TTiles>() == 1 ? (tile.I, tile.J) : (tile.I >> shift, tile.J >> shift);
        ref var y = ref Unsafe.Add(ref pooled, tile.N * image + i * row + j * pixel + o);
        ref var winner = ref Unsafe.Add(ref winners, (tile.N * windows + i * columns + j) * outputs + o);
        var b = TSimd.Load(in bias, (nuint)o);
        var maximum = new WindowMaximum<TSimd, T>(y00 + b);
        maximum.Offer(y01 + b, SimdMath<T>.Constant<TSimd>(beside));
        maximum.Offer(y10 + b, SimdMath<T>.Constant<TSimd>(below));
        maximum.Offer(y11 + b, SimdMath<T>.Constant<TSimd>(below + beside));
        if (Unsafe.SizeOf<TTiles>() == 1)
        {
            maximum.Store(ref y, ref winner);
            return;
        }

        var (a, c) = (2 * (tile.I - (i << shift)), 2 * (tile.J - (j << shift)));
        maximum.Shift(SimdMath<T>.Constant<TSimd>(a * below + c * beside));
        maximum.Merge(ref y, ref winner);
    }
}
