namespace QXai.Reference.DualNumbers;

/// <summary>
/// One step of a network for one sample, described by plain arrays: it knows nothing of tapes and modules. <see cref="Apply"/> is its textbook
/// definition in dual numbers.
/// </summary>
public abstract record DualLayer(string Name)
{
    /// <summary>y = f(x), with the derivative along x's direction.</summary>
    public abstract DualTensor Apply(DualTensor x);
}
