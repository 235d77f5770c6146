namespace QXai.Quantum.Batch;

/// <summary>Computes a few samples at once; <see cref="BatchSimulator"/> cuts batches into such portions.</summary>
internal abstract class BatchEngine
{
    /// <summary>For how many portions there is room to hold the states from expectations to pullback.</summary>
    public virtual int Slots => 1;

    /// <summary>
    /// As <see cref="BatchSimulator.Expectations"/>, for a portion of the batch. <paramref name="slot"/> tells where to hold the states, or to look
    /// for them: a matter of speed alone.
    /// </summary>
    public abstract void Expectations(int slot, int count, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> expectations);

    /// <summary>As <see cref="BatchSimulator.Pullback"/>, for a portion of the batch; slots as in <see cref="Expectations"/>.</summary>
    public abstract void Pullback(
        int slot,
        int count,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> cotangents,
        Span<double> inputGradients,
        Span<double> weightGradients);
}
