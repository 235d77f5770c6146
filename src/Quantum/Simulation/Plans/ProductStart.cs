using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// How a circuit that starts from |0...0&gt; begins: its first gate on every qubit makes a product state, which controlled X then relabel. The amplitude at
/// index i is the product over bits q of phi_q[bit q of S i], phi_q being the first column of the bit's gate: it needs no arithmetic but this product.
/// </summary>
internal sealed class ProductStart
{
    /// <summary>Bits whose factors are multiplied beforehand, at most: the table of their products stays in the first-level cache.</summary>
    private const int MostGroupBits = 7;

    private readonly int qubits;
    private readonly (int Bit, int[] Steps)[] gates;
    private readonly IndexMap indices;
    private readonly ProductGroup[] groups;
    private readonly int inner;

    /// <summary>Gates on different bits, then controlled X in order, then a relabelling; <paramref name="tile"/> says which amplitudes are made
    /// together.</summary>
    public ProductStart(List<Operation> gates, List<Operation> moves, LinearMap map, long tile, int lanes)
    {
        qubits = map.Forward.Length;
        this.gates = [.. gates.Select(gate => (BitOperations.TrailingZeroCount(gate.Flips), gate.Steps))];
        var parities = LinearMap.Identity(qubits);
        foreach (var move in Enumerable.Reverse(moves))
        {
            parities[BitOperations.TrailingZeroCount(move.Flips)] ^= parities[BitOperations.TrailingZeroCount(move.Reads)];
        }

        indices = new([.. parities.Select(map.MoveParity)], tile, lanes);
        var count = (qubits + MostGroupBits - 1) / MostGroupBits;
        var (found, length) = (new List<ProductGroup>(), 0);
        for (var k = 0; k < count; k++)
        {
            var (first, end) = (k * qubits / count, (k + 1) * qubits / count);
            found.Add(new(length, first, (1 << (end - first)) - 1));
            length += (2 * lanes) << (end - first);
        }

        // An order that does not depend on the number of lanes.
        groups = [.. found.OrderBy(group => IsReached(group, 16) ? 1 : 0)];
        inner = groups.Length - groups.TakeWhile(group => !IsReached(group, lanes)).Count();

        bool IsReached(ProductGroup group, int above) =>
            indices.LowColumns.Where((column, bit) => 1 << bit >= above && (column >> group.Shift & group.Mask) != 0).Any();
    }

    /// <summary>The steps of every gate; they are the plan's first.</summary>
    public IEnumerable<int[]> Runs => gates.Select(gate => gate.Steps);

    /// <summary>The start, ready for being bound to angles of the plan's steps.</summary>
    public BoundStart<T> Make<T>(Plan plan)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        GatePlace[] where = [.. Enumerable.Range(0, gates.Length).Select(k => new GatePlace(gates[k].Bit, plan.Runs[k]))];
        return plan.Lanes == 1 ? new BoundStart<Simd1<T>, T>(indices, groups, inner, where, qubits)
            : plan.Lanes == Simd512<T>.Lanes ? new BoundStart<Simd512<T>, T>(indices, groups, inner, where, qubits)
            : plan.Lanes == Simd256<T>.Lanes ? new BoundStart<Simd256<T>, T>(indices, groups, inner, where, qubits)
            : new BoundStart<Simd128<T>, T>(indices, groups, inner, where, qubits);
    }
}

/// <summary>
/// Neighbouring bits of the index of a product state: those of <paramref name="Mask"/> after a shift. Their table of products begins at
/// <paramref name="Start"/>: for every value of the bits a vector of real parts and one of imaginary parts.
/// </summary>
internal readonly record struct ProductGroup(int Start, int Shift, int Mask);
