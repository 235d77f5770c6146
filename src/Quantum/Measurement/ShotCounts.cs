using System.Collections.Immutable;

namespace QXai.Quantum.Measurement;

/// <summary>How often each basis state was read in so many measurements of all qubits.</summary>
public sealed class ShotCounts
{
    internal ShotCounts(int qubits, int shots, ImmutableSortedDictionary<int, int> counts) => (Qubits, Shots, Counts) = (qubits, shots, counts);

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>Number of measurements.</summary>
    public int Shots { get; }

    /// <summary>Counts by basis state, in ascending order; states that were never read are absent.</summary>
    public ImmutableSortedDictionary<int, int> Counts { get; }

    /// <summary>The share f of a basis state among all measurements, with its standard error sqrt(f (1 - f) / N).</summary>
    public Estimate Frequency(int state)
    {
        var f = Counts.GetValueOrDefault(state) / (double)Shots;
        return new(f, Math.Sqrt(f * (1 - f) / Shots));
    }

    /// <summary>The mean of a function of the basis state over all measurements, with its standard error (0 for a single shot).</summary>
    public Estimate Mean(Func<int, double> value)
    {
        var mean = Counts.Sum(pair => pair.Value * value(pair.Key)) / Shots;
        var squares = Counts.Sum(pair => pair.Value * (value(pair.Key) - mean) * (value(pair.Key) - mean));
        return new(mean, Shots > 1 ? Math.Sqrt(squares / (Shots - 1) / Shots) : 0);
    }

    /// <summary>A line per state, as in <c>01: 512</c>, qubit 0 first.</summary>
    public override string ToString() =>
        string.Join('\n', Counts.Select(pair => $"{Convert.ToString(pair.Key, 2).PadLeft(Qubits, '0')}: {pair.Value}"));
}
