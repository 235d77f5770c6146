// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Tiles whose outputs are stored, [rows, pitch, O], for a pooling by windows that are no power of two; rows are counted from tile row
/// <paramref name="firstRow"/> on.
/// </summary>
internal readonly ref struct StoredTiles<TSimd, T>(int firstRow, int pitch, int outputs, ref T sums) : ITileSink<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref T sums = ref sums;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TilePlace tile, int o, TSimd y00, TSimd y01, TSimd y10, TSimd y11)
    {
        ref var upper = ref Unsafe.Add(ref sums, (2 * (tile.I - firstRow) * pitch + 2 * tile.J) * outputs + o);
        ref var lower = ref Unsafe.Add(ref upper, pitch * outputs);
        y00.Store(ref upper, 0);
        y01.Store(ref upper, (nuint)outputs);
        y10.Store(ref lower, 0);
        y11.Store(ref lower, (nuint)outputs);
    }
}
