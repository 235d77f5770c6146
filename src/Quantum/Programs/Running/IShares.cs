namespace QXai.Quantum.Programs.Running;

/// <summary>What a run divides where a measurement branches: probability, or a number of shots.</summary>
internal interface IShares<T>
    where T : struct, IComparable<T>
{
    /// <summary>The parts of <paramref name="share"/> that see 0 and 1, which have the given probabilities; default where nothing is left.</summary>
    (T Zero, T One) Split(T share, double zero, double one);
}
