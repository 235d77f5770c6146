using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// One sweep over the state: for every value of the bits outside <paramref name="Tile"/>, the amplitudes that differ in the tile's bits are brought into
/// the cache and go through all phases. A tile of 0 means one step whose flips do not fit a tile: it sweeps the whole state by itself.
/// </summary>
internal sealed record Stage(long Tile, Phase[] Phases, TileMap? Map);
