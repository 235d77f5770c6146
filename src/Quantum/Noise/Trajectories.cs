using System.Collections.Immutable;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Quantum.Measurement;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>
/// Noise by pure states: at every channel one Kraus operator is drawn with probability p_k = |K_k psi|^2 and psi becomes K_k psi / sqrt(p_k). The mean of
/// &lt;psi|Q|psi&gt; over trajectories is tr(Q rho), without a density matrix: 2^n amplitudes instead of 4^n entries.
/// Dalibard, Castin and Molmer (1992).
/// </summary>
public static class Trajectories
{
    /// <summary>
    /// Means and standard errors over <paramref name="count"/> trajectories (at least 2). Trajectory k draws from <paramref name="random"/>.Derive(k), and sums
    /// are taken in the order of k, so that the numbers depend on the seed alone and not on the workers of <paramref name="pool"/>. Readout errors
    /// are included, exactly.
    /// Throws <see cref="ArgumentException"/> where lengths, qubits or observables do not fit, <see cref="OperationCanceledException"/> at the next gate
    /// after cancellation.
    /// </summary>
    public static TrajectoryEstimate Estimate(
        NoisyCircuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        int count,
        SeededRandom random,
        StateVector<double>? initial = null,
        WorkerPool? pool = null,
        CancellationToken cancellation = default)
    {
        if (count < 2)
        {
            throw new ArgumentException($"Trajectories: {count} trajectories have no standard error; 2 or more are needed.");
        }

        var workers = pool?.Workers ?? 1;
        MemoryBudget.RequireStates($"Trajectories of {circuit.Circuit.Qubits} qubits on {workers} workers", circuit.Circuit.Qubits, workers + 1);
        var plan = new TrajectoryPlan(circuit, observables, inputs, weights, initial);
        var values = new double[count * observables.Count];
        Action<int> work = worker =>
        {
            var (start, end) = WorkerPool.Split(count, worker, workers);
            var state = new StateVector<double>(circuit.Circuit.Qubits);
            for (var k = start; k < end; k++)
            {
                plan.Run(state, random.Derive((ulong)k), values.AsSpan(k * observables.Count, observables.Count), cancellation);
            }
        };
        if (pool is null)
        {
            work(0);
        }
        else
        {
            pool.Run(work);
        }

        return Summarise(values, observables.Count, count);
    }

    /// <summary>
    /// Counts of so many measurements of all qubits, each at the end of a trajectory of its own, so that they follow the density matrix's
    /// probabilities without one. Shot k draws from
    /// <paramref name="random"/>.Derive(k). Readout errors flip the bits that are read. Throws likewise.
    /// </summary>
    public static ShotCounts Sample(
        NoisyCircuit circuit,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        int shots,
        SeededRandom random,
        StateVector<double>? initial = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shots);
        var qubits = circuit.Circuit.Qubits;
        MemoryBudget.RequireStates($"Trajectories of {qubits} qubits", qubits, 2);
        var (plan, state, counts) = (new TrajectoryPlan(circuit, [], inputs, weights, initial), new StateVector<double>(qubits), new Dictionary<int, int>());
        for (var k = 0; k < shots; k++)
        {
            var draws = random.Derive((ulong)k);
            plan.Run(state, draws, [], cancellation);
            var reading = circuit.Readout.Read(BasisState(state, draws.NextDouble()), draws);
            counts[reading] = counts.GetValueOrDefault(reading) + 1;
        }

        return new(qubits, shots, counts.ToImmutableSortedDictionary());
    }

    /// <summary>The first basis state at which the cumulative probability exceeds <paramref name="uniform"/>, or the last of any probability.</summary>
    private static int BasisState(StateVector<double> state, double uniform)
    {
        var (norm, sum, last) = (state.Norm(), 0.0, 0);
        for (var i = 0; i < state.Dimension; i++)
        {
            var probability = state.Real[i] * state.Real[i] + state.Imaginary[i] * state.Imaginary[i];
            if (probability > 0)
            {
                (sum, last) = (sum + probability, i);
                if (sum > uniform * norm * norm)
                {
                    break;
                }
            }
        }

        return last;
    }

    private static TrajectoryEstimate Summarise(double[] values, int observables, int count)
    {
        var (means, errors) = (new double[observables], new double[observables]);
        for (var m = 0; m < observables; m++)
        {
            for (var k = 0; k < count; k++)
            {
                means[m] += values[k * observables + m] / count;
            }

            var squares = 0.0;
            for (var k = 0; k < count; k++)
            {
                var deviation = values[k * observables + m] - means[m];
                squares += deviation * deviation;
            }

            errors[m] = Math.Sqrt(squares / (count - 1) / count);
        }

        return new(means, errors, count);
    }
}
