namespace QXai.Xai.Evidence;

/// <summary>
/// What kept relevance from the inputs: in <paramref name="Layer"/>, the <paramref name="Item"/> (a bias, a stabiliser, dead units, what could not be
/// assigned) absorbed
/// <paramref name="Amount"/>. Relevances and amounts together add up to what the method promises.
/// </summary>
public sealed record LedgerLine(string Layer, string Item, double Amount);
