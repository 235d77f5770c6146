using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A relabelling that is done while a tile is brought in from the state or back, for the price of a copy.</summary>
internal interface ITileMove<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows must hold a multiple of so many amplitudes.</summary>
    int Stretch { get; }

    /// <summary>What the bits outside the tile contribute.</summary>
    int Offset(long outer);

    /// <summary>Fetches the amplitudes that get the indices from <paramref name="first"/> on from their old places in the tile.</summary>
    void Out(ReadOnlySpan<T> tile, int offset, int first, Span<T> row);

    /// <summary>Fetches all amplitudes of a tile from their old places in the state.</summary>
    void In(ReadOnlySpan<T> plane, long outer, Span<T> tile);
}
