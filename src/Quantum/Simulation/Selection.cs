namespace QXai.Quantum.Simulation;

/// <summary>
/// The basis states whose bits in a mask have given values, in runs of neighbours: bits below the lowest fixed bit are free, so <see cref="Run"/> states
/// from every start on belong to the selection. Walk it with
/// <c>for (var i = 0L; i &lt; dimension; i = selection.Next(i)) { ... start = i | selection.Value ... }</c>.
/// </summary>
internal readonly struct Selection
{
    private readonly long skip;

    /// <summary>
    /// The states with (index and mask) = value. A run ends at <paramref name="dimension"/> and wherever a bit of <paramref name="boundary"/> changes, so
    /// that whatever depends on those bits is constant along a run.
    /// </summary>
    public Selection(long mask, long value, long dimension, long boundary = 0)
    {
        var edges = mask | boundary;
        Run = (int)(edges == 0 ? dimension : edges & -edges);
        Value = value;
        skip = mask | (Run - 1L);
    }

    /// <summary>Number of neighbouring states from each start on.</summary>
    public int Run { get; }

    /// <summary>The values of the fixed bits.</summary>
    public long Value { get; }

    /// <summary>The first start that is not below <paramref name="index"/>, its fixed bits still zero.</summary>
    public long From(long index) => (index & skip) == 0 ? index : Next(index);

    /// <summary>The next start, its fixed bits still zero: carries run over the fixed bits and the bits within a run.</summary>
    public long Next(long start) => ((start | skip) + 1) & ~skip;
}
