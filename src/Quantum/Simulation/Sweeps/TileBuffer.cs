using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>Room for one tile, kept per thread and for smaller tiles too: two planes for tiles that are gathered, and a spare one.</summary>
internal sealed class TileBuffer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [ThreadStatic]
    private static TileBuffer<T>?[]? mine;

    private readonly Plane<T> re, im, spare;
    private readonly int capacity;

    private TileBuffer(int capacity) => (this.capacity, re, im, spare) = (capacity, new(capacity), new(capacity), new(capacity));

    /// <summary>The calling thread's room for a tile of <paramref name="size"/> amplitudes: number 0, or 1 for a second state.</summary>
    public static TileBuffer<T> Of(int size, int number)
    {
        ref var buffer = ref (mine ??= new TileBuffer<T>?[2])[number];
        return buffer is not null && buffer.capacity >= size ? buffer : buffer = new(size);
    }

    /// <summary>A tile without amplitudes: the thread's planes for real and imaginary parts, and the spare plane.</summary>
    public Tile<T> Tile(int size)
    {
        var tile = default(Tile<T>);
        tile.Re = re.Span[..size];
        tile.Im = im.Span[..size];
        tile.Spare = spare.Span[..size];
        return tile;
    }
}
