using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Programs.Running;

/// <summary>
/// Collects what the classical bits read at the ends of branches: bits written on the way are known there, those of the measurements that waited
/// follow from the final state.
/// </summary>
internal sealed class OutcomeTable
{
    private const int MaximalMeasured = 20, MaximalOutcomes = 1 << 20;

    private readonly QuantumProgram program;
    private readonly ImmutableArray<MeasureOperation> measured;
    private readonly Dictionary<string, double> sums = [];

    public OutcomeTable(QuantumProgram program) => (this.program, measured) = (program, program.Terminal.Measurements);

    /// <summary>Adds a branch of the given probability, whose final state has the probabilities <paramref name="final"/>.</summary>
    public void Add(double[] final, bool[] bits, double probability)
    {
        int[] qubits = [.. measured.Select(measure => measure.Qubit).Distinct()];
        if (qubits.Length > MaximalMeasured)
        {
            throw new InputException(
                $"{qubits.Length} qubits are measured, which makes more than {MaximalOutcomes} outcomes; sample the program with a number of shots.");
        }

        var marginal = new double[1 << qubits.Length];
        for (var i = 0; i < final.Length; i++)
        {
            var key = 0;
            foreach (var qubit in qubits)
            {
                key = (key << 1) | ((i >> (program.Qubits - 1 - qubit)) & 1);
            }

            marginal[key] += final[i];
        }

        for (var key = 0; key < marginal.Length; key++)
        {
            if (marginal[key] * probability > 1e-18)
            {
                var (state, digits) = (key, qubits);
                Add(Text(bits, qubit => ((state >> (digits.Length - 1 - Array.IndexOf(digits, qubit))) & 1) != 0), marginal[key] * probability);
            }
        }
    }

    /// <summary>Adds shots of a branch, drawn from its final state.</summary>
    public void AddSamples(StateVector<double> state, bool[] bits, int shots, SeededRandom random)
    {
        if (measured.IsEmpty)
        {
            Add(Text(bits, _ => false), shots);
            return;
        }

        BasisSampler.Sample(state, shots, random, (index, times) =>
            Add(Text(bits, qubit => ((index >> (state.Qubits - 1 - qubit)) & 1) != 0), times));
    }

    /// <summary>The outcomes with their probabilities, most probable first.</summary>
    public ImmutableArray<Outcome> Distribution() => [.. Sorted().Select(pair => new Outcome(pair.Key, pair.Value))];

    /// <summary>The outcomes with their counts, most frequent first.</summary>
    public ImmutableArray<OutcomeCount> Counts(int shots) => [.. Sorted().Select(pair =>
        new OutcomeCount(pair.Key, (int)pair.Value, pair.Value / shots, Math.Sqrt(pair.Value / shots * (1 - pair.Value / shots) / shots)))];

    private IEnumerable<KeyValuePair<string, double>> Sorted() =>
        sums.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);

    private void Add(string outcome, double amount)
    {
        sums[outcome] = sums.GetValueOrDefault(outcome) + amount;
        if (sums.Count > MaximalOutcomes)
        {
            throw new InputException(
                $"The program has more than {MaximalOutcomes} different outcomes, too many to list; sample it with fewer shots.");
        }
    }

    private string Text(bool[] bits, Func<int, bool> valueOf)
    {
        var final = (bool[])bits.Clone();
        foreach (var measure in measured)
        {
            final[measure.Bit!.Value] = valueOf(measure.Qubit);
        }

        return string.Join(' ', program.ClassicalRegisters.Select(register =>
            string.Concat(final.Skip(register.Start).Take(register.Size).Select(bit => bit ? '1' : '0'))));
    }
}
