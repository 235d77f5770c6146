using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Quantum.Formats;
using QXai.Quantum.Measurement;
using QXai.Quantum.Noise;
using QXai.Quantum.Programs;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// Circuits with noise channels: their end is a density matrix, from which everything is read; shots of more qubits are drawn by trajectories. Circuits
/// that have readout errors alone end in a state, from which shots are drawn. What is printed and drawn is what the readout shows.
/// </summary>
internal static class NoisyRun
{
    private const int TopStates = 16, MostShots = 1_000_000_000, MostDense = 11;

    /// <summary>Prints the end's purity, most probable basis states and &lt;Z&gt;, and the answers that the document wants.</summary>
    public static void Print(TextWriter output, CircuitFile file, CircuitDocument document, CancellationToken cancellation)
    {
        var skipped = (string[])[AnswerNames.Probabilities];
        var (answers, rho) = Interruptible.Run(
            () => (CircuitAnswers.Of(document with { Want = [.. document.Want.Except(skipped)] }, cancellation), Run(document, cancellation)), cancellation);
        output.WriteLine($"{file.Path}: {document.Circuit.Qubits} qubits, {document.Circuit.Count} gates, {document.Channels.Length} noise channels");
        output.WriteLine($"Purity: {CircuitText.Number(rho.Purity()).Trim()}");
        var read = document.HasReadoutErrors;
        output.WriteLine($"Most probable {(read ? "readings" : "basis states")} (qubit 0 on the left), probabilities:");
        foreach (var (bits, probability) in TopState.Of(Readings(document, rho.Probabilities()), TopStates))
        {
            output.WriteLine($"  {bits} {CircuitText.Number(probability)}");
        }

        var z = document with { Observables = [.. Enumerable.Range(0, rho.Qubits).Select(Observable.Z)] };
        output.WriteLine(CircuitText.Z(z.Measured.Select(rho.Expectation), read));
        CircuitText.WriteAnswers(output, document.Observables, answers);
    }

    /// <summary>
    /// Counts of all qubits, and an estimate per observable from as many shots per measurement setting, the counts drawing from the seed and
    /// observable m from its Derive(m + 1). Of more than 11 qubits every shot is a trajectory, and an estimate is the mean of as many trajectories'
    /// expectations.
    /// </summary>
    public static ProgramSamples Sample(
        CircuitDocument document, IReadOnlyList<Observable> observables, int shots, ulong seed, CancellationToken cancellation) =>
        shots is < 1 or > MostShots ? throw new InputException($"{shots} shots are outside 1 to {MostShots}.")
        : document.IsNoisy && document.Circuit.Qubits > MostDense ? ByTrajectories(document, observables, shots, seed, cancellation)
        : Interruptible.Run(
            () => document.IsNoisy
                ? OfDensityMatrix(document, observables, shots, seed, cancellation)
                : OfState(document, observables, shots, seed, cancellation),
            cancellation);

    private static ProgramSamples OfDensityMatrix(
        CircuitDocument document, IReadOnlyList<Observable> observables, int shots, ulong seed, CancellationToken cancellation)
    {
        var rho = Run(document, cancellation);
        return Draw(document, observables, shots, seed, rho.Probabilities(), (observable, random) =>
            ShotEstimator.Estimate(rho, observable, shots, random, document.Readout, cancellation), cancellation);
    }

    private static ProgramSamples OfState(
        CircuitDocument document, IReadOnlyList<Observable> observables, int shots, ulong seed, CancellationToken cancellation)
    {
        var initial = document.Initial.IsEmpty ? null : StateVector<double>.Of(document.Initial.AsSpan());
        var state = StateVector<double>.Run(document.Circuit, document.Inputs.AsSpan(), document.Weights.AsSpan(), initial, cancellation);
        return Draw(document, observables, shots, seed, state.Probabilities(), (observable, random) =>
            ShotEstimator.Estimate(state, observable, shots, random, document.Readout, cancellation), cancellation);
    }

    private static ProgramSamples Draw(
        CircuitDocument document,
        IReadOnlyList<Observable> observables,
        int shots,
        ulong seed,
        double[] probabilities,
        Func<Observable, SeededRandom, Estimate> estimate,
        CancellationToken cancellation)
    {
        var random = new SeededRandom(seed);
        ImmutableArray<Estimate> estimates = [.. observables.Select((observable, m) => estimate(observable, random.Derive((ulong)m + 1)))];
        return new(shots, Listed(Sampler.Draw(Readings(document, probabilities), shots, random, cancellation)), estimates);
    }

    /// <summary>The probabilities of what is read, in place.</summary>
    private static double[] Readings(CircuitDocument document, double[] probabilities)
    {
        document.Readout?.Apply(probabilities);
        return probabilities;
    }

    private static ProgramSamples ByTrajectories(
        CircuitDocument document, IReadOnlyList<Observable> observables, int shots, ulong seed, CancellationToken cancellation) => Interruptible.Run(() =>
        {
            var (random, start) = (new SeededRandom(seed), document.Initial.IsEmpty ? null : StateVector<double>.Of(document.Initial.AsSpan()));
            var counts = Trajectories.Sample(document.Noisy, document.Inputs.AsSpan(), document.Weights.AsSpan(), shots, random, start, cancellation);
            ImmutableArray<Estimate> estimates = [];
            if (observables.Count > 0)
            {
                var means = Trajectories.Estimate(
                    document.Noisy,
                    observables,
                    document.Inputs.AsSpan(),
                    document.Weights.AsSpan(),
                    Math.Max(2, shots),
                    random.Derive(1),
                    start,
                    cancellation: cancellation);
                estimates = [.. means.Expectations.Zip(means.StandardErrors, (mean, error) => new Estimate(mean, error))];
            }

            return new ProgramSamples(shots, Listed(counts), estimates);
        }, cancellation);

    private static ImmutableArray<OutcomeCount> Listed(ShotCounts counts) =>
        [.. counts.Counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => new OutcomeCount(
            Convert.ToString(pair.Key, 2).PadLeft(counts.Qubits, '0'), pair.Value, counts.Frequency(pair.Key).Mean, counts.Frequency(pair.Key).StandardError))];

    private static DensityMatrix Run(CircuitDocument document, CancellationToken cancellation)
    {
        var start = document.Initial.IsEmpty ? null : DensityMatrix.Of(StateVector<double>.Of(document.Initial.AsSpan()));
        return DensityMatrix.Run(document.Noisy, document.Inputs.AsSpan(), document.Weights.AsSpan(), start, cancellation);
    }
}
