using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A relabelled product state whose factors are known.</summary>
internal abstract class BoundStart<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Writes the state's amplitudes to a tile. Runs on several threads at once.</summary>
    public abstract void Fill(in Tile<T> tile);
}

/// <summary>The same for vectors of one width: per group of bits, the products for all values of its bits, every lane taking the value that it maps to.</summary>
internal sealed class BoundStart<TVector, T> : BoundStart<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IndexMap map;
    private readonly ProductGroup[] groups;
    private readonly int inner;
    private readonly T[] tables;

    /// <summary>
    /// Binds the factors: two per bit. The last <paramref name="inner"/> groups are those that the map's low table reaches.
    /// </summary>
    public BoundStart(IndexMap map, ProductGroup[] groups, int inner, ReadOnlySpan<Complex> factors)
    {
        (this.map, this.groups, this.inner) = (map, groups, inner);
        tables = new T[groups.Sum(group => 2 * TVector.Lanes * (group.Mask + 1))];
        foreach (var group in groups)
        {
            Fill(group, factors);
        }
    }

    public override void Fill(in Tile<T> tile)
    {
        var (low, high) = (map.Low, map.High);
        ProductStateKernel.Fill<TVector, T>(tile.Re, tile.Im, low, high, map.Offset(tile.Outer), tables, groups.AsSpan(..^inner), groups.AsSpan(^inner..));
    }

    private void Fill(ProductGroup group, ReadOnlySpan<Complex> factors)
    {
        var (size, lanes) = (group.Mask + 1, TVector.Lanes);
        Span<double> re = stackalloc double[size], im = stackalloc double[size];
        (re[0], im[0]) = (1, 0);
        for (var (half, bit) = (1, 2 * group.Shift); half < size; half *= 2, bit += 2)
        {
            var (zero, one) = (factors[bit], factors[bit + 1]);
            for (var i = 0; i < half; i++)
            {
                var (x, y) = (re[i], im[i]);
                (re[i], im[i]) = (zero.Real * x - zero.Imaginary * y, zero.Real * y + zero.Imaginary * x);
                (re[half + i], im[half + i]) = (one.Real * x - one.Imaginary * y, one.Real * y + one.Imaginary * x);
            }
        }

        for (var lane = 0; lane < lanes; lane++)
        {
            var image = map.Lanes[lane] >> group.Shift & group.Mask;
            for (var (i, to) = (0, group.Start + lane); i < size; i++, to += 2 * lanes)
            {
                (tables[to], tables[to + lanes]) = (T.CreateTruncating(re[i ^ image]), T.CreateTruncating(im[i ^ image]));
            }
        }
    }
}
