// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>Tiles whose outputs are the pixels of images, as a <typeparamref name="TFinish"/> makes them; what reaches beyond the images is dropped.</summary>
internal readonly ref struct ImageTiles<TSimd, T, TFinish> : ITileSink<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFinish : struct, ITileFinish<TSimd>, allows ref struct
{
    private readonly int height, width, image, row, pixel;
    private readonly ref T first;
    private readonly TFinish finish;

    public ImageTiles(Images<T> images, TFinish finish)
    {
        (height, width, image, row, pixel) = (images.Height, images.Width, images.Image, images.Row, images.Pixel);
        first = ref images.At(0, 0, 0);
        this.finish = finish;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TilePlace tile, int o, TSimd y00, TSimd y01, TSimd y10, TSimd y11)
    {
        ref var upper = ref Unsafe.Add(ref first, tile.N * image + 2 * tile.I * row + 2 * tile.J * pixel + o);
        ref var lower = ref Unsafe.Add(ref upper, row);
        var (isWide, isHigh) = (2 * tile.J + 1 < width, 2 * tile.I + 1 < height);
        finish.Apply(y00, o).Store(ref upper, 0);
        if (isWide)
        {
            finish.Apply(y01, o).Store(ref upper, (nuint)pixel);
        }

        if (isHigh)
        {
            finish.Apply(y10, o).Store(ref lower, 0);
        }

        if (isWide && isHigh)
        {
            finish.Apply(y11, o).Store(ref lower, (nuint)pixel);
        }
    }
}

/// <summary>What becomes of an output of channels o, o + 1, ... before it is stored.</summary>
internal interface ITileFinish<TSimd>
{
    TSimd Apply(TSimd y, int o);
}

/// <summary>Nothing.</summary>
internal readonly struct Unchanged<TSimd> : ITileFinish<TSimd>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Apply(TSimd y, int o) => y;
}

/// <summary>max(0, y + bias[o]); what is not a number stays so.</summary>
internal readonly ref struct Rectified<TSimd, T>(ref T bias) : ITileFinish<TSimd>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref T bias = ref bias;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSimd Apply(TSimd y, int o)
    {
        var sum = y + TSimd.Load(in bias, (nuint)o);
        return TSimd.Select(TSimd.LessThan(sum, TSimd.Zero), TSimd.Zero, sum);
    }
}
