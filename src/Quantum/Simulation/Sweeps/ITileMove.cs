using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A relabelling that is done while a tile is brought in from the state or back, for the price of a copy.</summary>
internal interface ITileMove<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows must hold a multiple of so many amplitudes.</summary>
    int Stretch { get; }

    /// <summary>Fetches all amplitudes of a tile, whose bits outside are <paramref name="outer"/>, from their old places in the state.</summary>
    void In(ReadOnlySpan<T> plane, long outer, Span<T> tile);

    /// <summary>Brings all amplitudes to their new places in the state.</summary>
    void Out(ReadOnlySpan<T> tile, long outer, Span<T> plane);
}
