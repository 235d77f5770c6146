using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A part of a state in the cache: its two planes, a spare one of the same size, and the state's index bits outside the tile. A phase that does not work in
/// place writes to the spare plane and exchanges the two.
/// </summary>
internal ref struct Tile<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Span<T> Re, Im, Spare;
    public long Outer;

    /// <summary>The spare plane has become the real one.</summary>
    public void ExchangeRe()
    {
        var old = Re;
        Re = Spare;
        Spare = old;
    }

    /// <summary>The spare plane has become the imaginary one.</summary>
    public void ExchangeIm()
    {
        var old = Im;
        Im = Spare;
        Spare = old;
    }
}
