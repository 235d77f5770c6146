using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A relabelled product state that can be bound to angles again and again.</summary>
internal abstract class BoundStart<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Takes the angles of the gates whose first columns are the factors.</summary>
    public abstract void Bind(StepAngles angles);

    /// <summary>Writes the state's amplitudes to a tile. Runs on several threads at once.</summary>
    public abstract void Fill(in Tile<T> tile);
}

/// <summary>
/// The same for vectors of one width: per group of bits, the products for all values of its bits, every lane taking the value that it maps to. Where
/// there is one group, its products are the amplitudes, and need no table of vectors.
/// </summary>
internal sealed class BoundStart<TVector, T> : BoundStart<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IndexMap map;
    private readonly ProductGroup[] groups;
    private readonly int inner;
    private readonly GatePlace[] gates;
    private readonly Complex[] factors;
    private readonly double[] re, im;
    private readonly T[] tables;

    /// <summary>
    /// Makes room for two factors per bit, which are 1 and 0 where there is no gate. The last <paramref name="inner"/> groups are those that the
    /// map's low table reaches.
    /// </summary>
    public BoundStart(IndexMap map, ProductGroup[] groups, int inner, GatePlace[] gates, int qubits)
    {
        (this.map, this.groups, this.inner, this.gates) = (map, groups, inner, gates);
        tables = groups.Length == 1 ? [] : new T[groups.Sum(group => 2 * TVector.Lanes * (group.Mask + 1))];
        factors = new Complex[2 * qubits];
        for (var bit = 0; bit < qubits; bit++)
        {
            factors[2 * bit] = 1;
        }

        var largest = groups.Max(group => group.Mask + 1);
        (re, im) = (new double[largest], new double[largest]);
    }

    public override void Bind(StepAngles angles)
    {
        var table = angles.Gates;
        foreach (var (bit, place) in gates)
        {
            var (spin, phase) = (table.Spin(place), table.Phase[place]);
            (factors[2 * bit], factors[2 * bit + 1]) = (phase * spin.A, phase * spin.C);
        }

        foreach (var group in groups)
        {
            Fill(group);
        }
    }

    public override void Fill(in Tile<T> tile)
    {
        var (low, high) = (map.Low, map.High);
        if (groups.Length == 1)
        {
            ProductStateKernel.Gather<T>(tile.Re, tile.Im, map.Lanes, low, high, map.Offset(tile.Outer), re, im);
            return;
        }

        ProductStateKernel.Fill<TVector, T>(tile.Re, tile.Im, low, high, map.Offset(tile.Outer), tables, groups.AsSpan(..^inner), groups.AsSpan(^inner..));
    }

    private void Fill(ProductGroup group)
    {
        var (size, lanes) = (group.Mask + 1, TVector.Lanes);
        (re[0], im[0]) = (1, 0);
        for (var (half, bit) = (1, 2 * group.Shift); half < size; half *= 2, bit += 2)
        {
            ProductTableKernel.Double(re, im, half, factors[bit], factors[bit + 1]);
        }

        if (groups.Length == 1)
        {
            return;
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
