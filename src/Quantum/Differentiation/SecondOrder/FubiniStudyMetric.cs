using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation.SecondOrder;

/// <summary>
/// The Fubini-Study metric tensor of a circuit's final state, exactly, from its derivatives: how far apart, up to phase, neighbouring parameters'
/// states are, 1 - |&lt;psi(x)|psi(x + d)&gt;|^2 = sum over i, j of d_i g_ij d_j + O(d^3). Four times it is the quantum Fisher information; the
/// quantum natural gradient solves g v = gradient.
/// </summary>
public static class FubiniStudyMetric
{
    /// <summary>
    /// g[i, j] = Re( &lt;d_i psi|d_j psi&gt; - &lt;d_i psi|psi&gt;&lt;psi|d_j psi&gt; ), over the inputs and then the weights: shape [Inputs +
    /// Weights, Inputs + Weights]. One run of two states per parameter where memory holds all derivatives, else further runs per tile of them. Throws
    /// <see cref="ArgumentException"/> where lengths or qubits do not fit.
    /// </summary>
    public static double[,] Of(Circuit circuit, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, StateVector<double>? initial = null)
    {
        var room = Math.Max(0, MemoryBudget.Available / 2 / (16L << circuit.Qubits) - 2);
        return Of(circuit, inputs, weights, initial, (int)Math.Clamp(room, 1, int.MaxValue));
    }

    /// <summary>The same, keeping at most <paramref name="tile"/> derivatives in memory.</summary>
    internal static double[,] Of(Circuit circuit, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, StateVector<double>? initial, int tile)
    {
        var run = new CircuitRun("metric", circuit, [], inputs, weights, initial);
        var parameters = new Parameters(run);
        var count = parameters.Count;
        var metric = new double[count, count];
        tile = Math.Min(tile, count);
        MemoryBudget.RequireStates($"The metric tensor on {circuit.Qubits} qubits", circuit.Qubits, tile + 2);
        var (psi, tangent) = (run.InitialState(), new StateVector<double>(circuit.Qubits));
        StateVector<double>[] kept = [.. Enumerable.Range(0, tile).Select(_ => new StateVector<double>(circuit.Qubits))];
        for (var first = 0; first < count; first += tile)
        {
            var end = Math.Min(first + tile, count);
            for (var i = first; i < end; i++)
            {
                parameters.Forward(i, psi, kept[i - first]);
                Project(kept[i - first], psi);
            }

            for (var j = first; j < count; j++)
            {
                var other = j < end ? kept[j - first] : tangent;
                if (j >= end)
                {
                    parameters.Forward(j, psi, tangent);
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
