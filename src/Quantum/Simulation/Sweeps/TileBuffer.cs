using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>Room for one tile, kept per thread: two planes for tiles that are gathered, and a spare one.</summary>
internal sealed class TileBuffer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [ThreadStatic]
    private static TileBuffer<T>?[]? mine;

    private readonly Plane<T> re, im, spare;
    private readonly int size;

    private TileBuffer(int size) => (this.size, re, im, spare) = (size, new(size), new(size), new(size));

    /// <summary>The calling thread's plane for real parts.</summary>
    public Span<T> Re => re.Span;

    /// <summary>The calling thread's plane for imaginary parts.</summary>
    public Span<T> Im => im.Span;

    /// <summary>The calling thread's spare plane.</summary>
    public Span<T> Spare => spare.Span;

    /// <summary>The calling thread's room for a tile of <paramref name="size"/> amplitudes: number 0, or 1 for a second state.</summary>
    public static TileBuffer<T> Of(int size, int number)
    {
        ref var buffer = ref (mine ??= new TileBuffer<T>?[2])[number];
        return buffer is not null && buffer.size == size ? buffer : buffer = new(size);
    }
}
