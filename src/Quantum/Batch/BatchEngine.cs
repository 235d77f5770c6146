namespace QXai.Quantum.Batch;

/// <summary>Computes a few samples at once; <see cref="BatchSimulator"/> cuts batches into such portions.</summary>
internal abstract class BatchEngine
{
    /// <summary>The most samples at once.</summary>
    public abstract int Samples { get; }

    /// <summary>As <see cref="BatchSimulator.Expectations"/>, for at most <see cref="Samples"/> samples.</summary>
    public abstract void Expectations(int count, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> expectations);

    /// <summary>As <see cref="BatchSimulator.Pullback"/>, for at most <see cref="Samples"/> samples.</summary>
    public abstract void Pullback(
        int count,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> cotangents,
        Span<double> inputGradients,
        Span<double> weightGradients);
}
