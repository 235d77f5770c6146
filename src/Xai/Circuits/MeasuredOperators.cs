using QXai.Quantum;

namespace QXai.Xai.Circuits;

/// <summary>
/// The matrices M = U^dag O U that were made last. M depends on circuit, weights and observable, not on the input, and takes longer than most of what
/// is done with it, so the explanations of many inputs, or of one class by several methods, share it. May be used by several threads.
/// </summary>
internal sealed class MeasuredOperators
{
    /// <summary>What is kept at most; a larger matrix is not kept at all.</summary>
    private const long MostBytes = 64L << 20;

    private readonly List<Entry> entries = [];

    /// <summary>M of a score: the one that was made before, or a new one.</summary>
    public MeasuredOperator Of(CircuitScore score, CancellationToken cancellation = default)
    {
        if (MeasuredOperator.Refusal(score) is not null || Bytes(score) > MostBytes)
        {
            return MeasuredOperator.Of(score, cancellation);
        }

        var entry = EntryOf(score);
        lock (entry)
        {
            return entry.Operator ??= MeasuredOperator.Of(score, cancellation);
        }
    }

    /// <summary>The score's place, which is then the latest; the oldest ones make room for it.</summary>
    private Entry EntryOf(CircuitScore score)
    {
        lock (entries)
        {
            var known = entries.FindIndex(entry => entry.IsFor(score));
            var latest = known >= 0 ? entries[known] : new Entry(score.Circuit, [.. score.Weights], score.Observable);
            entries.RemoveAll(entry => entry == latest);
            entries.Insert(0, latest);
            var most = (int)(MostBytes / Bytes(score));
            entries.RemoveRange(Math.Min(most, entries.Count), Math.Max(entries.Count - most, 0));
            return latest;
        }
    }

    private static long Bytes(CircuitScore score) => sizeof(double) * MeasuredOperator.Numbers(score.Circuit.Qubits);

    private sealed class Entry(Circuit circuit, double[] weights, Observable observable)
    {
        public MeasuredOperator? Operator { get; set; }

        public bool IsFor(CircuitScore score) => score.Weights.AsSpan().SequenceEqual(weights) && observable.Equals(score.Observable)
            && (ReferenceEquals(circuit, score.Circuit) || circuit.Equals(score.Circuit));
    }
}
