// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>Tiles that are pooling windows themselves: their outputs meet bias, maximum and rectifier before they are ever stored.</summary>
internal readonly ref struct PooledTiles<TSimd, T> : ITileSink<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TileGrid grid;
    private readonly int outputs, image, row, pixel;
    private readonly ref T bias, winners, pooled;

    public PooledTiles(FusedShape s, FusedMemory<T> memory, Images<T> output)
    {
        (grid, outputs) = (new TileGrid(s.Rows, s.Columns), s.PaddedOutputs);
        (image, row, pixel) = (output.Image, output.Row, output.Pixel);
        bias = ref memory.Bias.First;
        winners = ref memory.Winners.First;
        pooled = ref output.At(0, 0, 0);
    }

    public nint Place(int tile)
    {
        var (n, i, j) = grid.Place(tile);
        return n * image + i * row + j * pixel;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int tile, nint place, int o, TSimd y00, TSimd y01, TSimd y10, TSimd y11)
    {
        var b = TSimd.Load(in bias, (nuint)o);
        WindowMaximum<TSimd, T>.Store(y00 + b, y01 + b, y10 + b, y11 + b, ref Unsafe.Add(ref pooled, place + o), ref Unsafe.Add(ref winners, tile * outputs + o));
    }
}
