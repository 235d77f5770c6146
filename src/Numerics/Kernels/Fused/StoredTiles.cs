// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>Tiles whose outputs are stored, [rows, pitch, O], for a pooling by other windows than 2 x 2; rows are counted from tile <paramref name="first"/> on.</summary>
internal readonly ref struct StoredTiles<TSimd, T>(TileGrid grid, int first, int pitch, int outputs, ref T sums) : ITileSink<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref T sums = ref sums;

    public nint Place(int tile)
    {
        var (i, j) = ((tile - first) / grid.Columns, (tile - first) % grid.Columns);
        return (2 * i * pitch + 2 * j) * outputs;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int tile, nint place, int o, TSimd y00, TSimd y01, TSimd y10, TSimd y11)
    {
        ref var upper = ref Unsafe.Add(ref sums, place + o);
        ref var lower = ref Unsafe.Add(ref upper, pitch * outputs);
        y00.Store(ref upper, 0);
        y01.Store(ref upper, (nuint)outputs);
        y10.Store(ref lower, 0);
        y11.Store(ref lower, (nuint)outputs);
    }
}
