using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>Takes the four outputs of each tile, a vector of output channels from o on at a time.</summary>
internal interface ITileSink<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The sums without bias: y00 y01 in the upper row, y10 y11 in the lower.</summary>
    void Write(TilePlace tile, int o, TSimd y00, TSimd y01, TSimd y10, TSimd y11);
}
