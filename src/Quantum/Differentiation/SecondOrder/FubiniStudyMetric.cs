using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation.SecondOrder;

/// <summary>
/// The Fubini-Study metric tensor of a circuit's final state, exactly, from its derivatives: how far apart, up to phase, neighbouring parameters'
/// states are, 1 - |&lt;psi(x)|psi(x + d)&gt;|^2 = sum over i, j of d_i g_ij d_j + O(d^3). Four times it is the quantum Fisher information; the
/// quantum natural gradient solves g v = gradient. Provost and Vallee (1980); Stokes, Izaac, Killoran and Carleo (2020).
/// </summary>
public static class FubiniStudyMetric
{
    /// <summary>
    /// g[i, j] = Re( &lt;d_i psi|d_j psi&gt; - &lt;d_i psi|psi&gt;&lt;psi|d_j psi&gt; ), over the inputs and then the weights: shape [Inputs +
    /// Weights, Inputs + Weights]. One run that carries all derivatives along where memory holds them, else further runs per tile of them. Throws
    /// <see cref="ArgumentException"/> where lengths or qubits do not fit.
    /// </summary>
    public static double[,] Of(
        Circuit circuit,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        CancellationToken cancellation = default) =>
        Of(circuit, inputs, weights, initial, 0, Room(circuit), cancellation);

    /// <summary>
    /// The block of <see cref="Of(Circuit, ReadOnlySpan{double}, ReadOnlySpan{double}, StateVector{double}?, CancellationToken)"/> that belongs to the
    /// weights: shape [Weights, Weights].
    /// </summary>
    public static double[,] OfWeights(
        Circuit circuit,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        CancellationToken cancellation = default) =>
        Of(circuit, inputs, weights, initial, circuit.Inputs, Room(circuit), cancellation);

    /// <summary>The metric over the parameters from number <paramref name="skipped"/> on, keeping at most <paramref name="tile"/> derivatives in
    /// memory.</summary>
    internal static double[,] Of(
        Circuit circuit,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial,
        int skipped,
        int tile,
        CancellationToken cancellation = default)
    {
        var run = new CircuitRun("metric", circuit, [], inputs, weights, initial, cancellation);
        var parameters = new Parameters(run, inputs, weights);
        var count = parameters.Count - skipped;
        var metric = new double[count, count];
        tile = Math.Min(tile, count);
        MemoryBudget.RequireStates($"The metric tensor on {circuit.Qubits} qubits", circuit.Qubits, tile + 2);
        var (psi, tangent) = (run.InitialState(), new StateVector<double>(circuit.Qubits));
        StateVector<double>[] kept = [.. Enumerable.Range(0, tile).Select(_ => new StateVector<double>(circuit.Qubits))];
        for (var first = 0; first < count; first += tile)
        {
            var end = Math.Min(first + tile, count);
            parameters.Forward(skipped + first, psi, kept.AsSpan(0, end - first));
            foreach (var derivative in kept.AsSpan(0, end - first))
            {
                Project(derivative, psi);
            }

            for (var j = first; j < count; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                var other = j < end ? kept[j - first] : tangent;
                if (j >= end)
                {
                    parameters.Forward(skipped + j, psi, [tangent]);
                    Project(tangent, psi);
                }

                for (var i = first; i < Math.Min(end, j + 1); i++)
                {
                    metric[i, j] = metric[j, i] = kept[i - first].Inner(other).Real;
                }
            }
        }

        return metric;
    }

    /// <summary>How many derivatives fit into half of the memory that is left.</summary>
    private static int Room(Circuit circuit)
    {
        var states = (long)circuit.Inputs + circuit.Weights;
        return states * (16L << circuit.Qubits) <= 1L << 26 ? (int)states
            : (int)Math.Clamp(MemoryBudget.Available / 2 / (16L << circuit.Qubits) - 2, 1, int.MaxValue);
    }

    /// <summary>|tangent&gt; -= |psi&gt;&lt;psi|tangent&gt;: what moves along the state itself is a phase and does not count.</summary>
    private static void Project(StateVector<double> tangent, StateVector<double> psi)
    {
        var along = psi.Inner(tangent);
        for (var i = 0; i < psi.Dimension; i++)
        {
            var value = tangent[i] - along * psi[i];
            (tangent.Real[i], tangent.Imaginary[i]) = (value.Real, value.Imaginary);
        }
    }
}
