using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Measurement;
using QXai.Quantum.Programs.Running;
using QXai.Quantum.Simulation;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Quantum.Programs;

/// <summary>
/// Runs a program at given inputs and weights: exactly, following every branch of its measurements with its probability, or by shots, which a seed
/// makes repeatable. Measurements at the end do not branch: they are read off, or sampled from, the final state; observables and qubit probabilities
/// are those of this state, before such measurements.
/// </summary>
public sealed class ProgramSimulator
{
    private readonly QuantumProgram program;
    private readonly double[] inputs, weights;
    private readonly StateVector<double>? initial;

    /// <summary>
    /// A program with the values of its inputs and weights, from |0...0&gt; unless another state is given. Throws <see cref="ArgumentException"/>
    /// where their numbers do not fit.
    /// </summary>
    public ProgramSimulator(
        QuantumProgram program, ReadOnlySpan<double> inputs = default, ReadOnlySpan<double> weights = default, StateVector<double>? initial = null)
    {
        if (inputs.Length != program.InputNames.Length || weights.Length != program.WeightNames.Length)
        {
            throw new ArgumentException($"ProgramSimulator: {inputs.Length} inputs and {weights.Length} weights were given, but the program takes "
                + $"{program.InputNames.Length} and {program.WeightNames.Length}.");
        }

        if (initial is not null && initial.Qubits != program.Qubits)
        {
            throw new ArgumentException($"ProgramSimulator: the initial state has {initial.Qubits} qubits, but the program has {program.Qubits}.");
        }

        (this.program, this.initial) = (program, initial);
        (this.inputs, this.weights) = (inputs.ToArray(), weights.ToArray());
    }

    /// <summary>
    /// The exact distribution. Throws <see cref="InputException"/> where there are more than 4096 branches or more than 2^20 outcomes: then shots are
    /// the way.
    /// </summary>
    public ProgramDistribution Exact(IReadOnlyList<Observable> observables, CancellationToken cancellation = default)
    {
        Check(observables);
        MemoryBudget.RequireStates($"Following the branches of a program on {program.Qubits} qubits", program.Qubits, 3);
        var (outcomes, probabilities, expectations) = (new OutcomeTable(program), new double[1L << program.Qubits], new double[observables.Count]);
        var shares = new ProbabilityShares();
        new ProgramRun<double>(program, inputs, weights, shares, AtEnd).Start(Initial(), 1, cancellation);
        return new(outcomes.Distribution(), [.. expectations], probabilities, shares.Branches);

        void AtEnd(StateVector<double> state, bool[] bits, double probability)
        {
            var final = state.Probabilities();
            TensorPrimitives.MultiplyAdd(final, probability, probabilities, probabilities);
            outcomes.Add(final, bits, probability);
            for (var m = 0; m < expectations.Length; m++)
            {
                expectations[m] += probability * state.Expectation(observables[m]);
            }
        }
    }

    /// <summary>
    /// So many shots (1 to 10^9), repeatable by the seed. Observables are estimated from as many further shots for each group of their terms that can
    /// be measured together.
    /// </summary>
    public ProgramSamples Sample(int shots, ulong seed, IReadOnlyList<Observable> observables, CancellationToken cancellation = default)
    {
        if (shots is < 1 or > 1_000_000_000)
        {
            throw new InputException($"{shots} shots are outside 1 to 1000000000.");
        }

        Check(observables);
        MemoryBudget.RequireStates($"A state of {program.Qubits} qubits", program.Qubits, 1);
        var (random, further) = (new SeededRandom(seed), new SeededRandom(seed).Derive(1));
        var counts = new OutcomeTable(program);
        var groups = observables.Select(PauliGroup.Of).ToArray();
        new ProgramRun<int>(program, inputs, weights, new ShotShares(random), AtEnd).Start(Initial(), shots, cancellation);
        return new(shots, counts.Counts(shots), [.. observables.Select((observable, m) => EstimateOf(observable, groups[m]))]);

        void AtEnd(StateVector<double> state, bool[] bits, int share)
        {
            counts.AddSamples(state, bits, share, random);
            foreach (var group in groups.SelectMany(group => group))
            {
                group.Sample(state, share, further);
            }
        }
    }

    private static Estimate EstimateOf(Observable observable, List<PauliGroup> groups)
    {
        var estimates = groups.ConvertAll(group => group.Estimate);
        return new(observable.IdentityCoefficient + estimates.Sum(estimate => estimate.Mean),
            Math.Sqrt(estimates.Sum(estimate => estimate.Variance)));
    }

    private StateVector<double> Initial() => initial?.Clone() ?? new(program.Qubits);

    private void Check(IReadOnlyList<Observable> observables)
    {
        foreach (var observable in observables)
        {
            ArgumentChecks.Fits("ProgramSimulator", observable, program.Qubits);
        }
    }
}
