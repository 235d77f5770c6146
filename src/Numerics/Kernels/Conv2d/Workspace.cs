using System.Numerics;
using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>The parts of a convolution's scratch memory, each starting on a cache line (as long as the garbage collector leaves the array where it
/// is).</summary>
internal readonly ref struct Workspace<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Pixels whose share of a weight's gradient is summed in registers: part of the result's definition.</summary>
    public const int BlockPixels = 256;

    private Workspace(in ConvolutionGeometry g, Span<T> memory)
    {
        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref memory[0]);
        var start = (int)((Line * Unsafe.SizeOf<T>() - address % (Line * Unsafe.SizeOf<T>())) / Unsafe.SizeOf<T>()) % Line;
        Planes = memory.Slice(start, PlanesLength(g));
        Sums = memory.Slice(start + Planes.Length, SumsLength(g));
        Block = memory.Slice(start + Planes.Length + Sums.Length, BlockLength(g));
    }

    /// <summary>Padded planes of one image, readable and writable for two tiles beyond their end.</summary>
    public Span<T> Planes { get; }

    /// <summary>Results before they are delivered: a tile for every channel, or the sums of a gradient of the weights.</summary>
    public Span<T> Sums { get; }

    /// <summary>A copy of the weights in another order, or a block of pixels in another order.</summary>
    public Span<T> Block { get; }

    /// <summary>Elements of 64 bytes, the widest vector and a cache line.</summary>
    private static int Line => 64 / Unsafe.SizeOf<T>();

    private static int Tile => 2 * Line;

    /// <summary>The workspace of a convolution in the caller's memory.</summary>
    public static Workspace<T> Of(in ConvolutionGeometry g, Span<T> memory) =>
        memory.Length >= Length(g)
            ? new Workspace<T>(g, memory)
            : throw new ShapeException($"Conv2d: a convolution to {g.OutShape} needs a workspace of {Length(g)} elements, but the span has {memory.Length}.");

    /// <summary>Elements that any of the three passes needs, at any vector width.</summary>
    public static int Length(in ConvolutionGeometry g) => checked(Line + PlanesLength(g) + SumsLength(g) + BlockLength(g));

    /// <summary>Whether there are so few input channels that gradients of the weights are best summed patch by patch.</summary>
    public static bool FewChannels(in ConvolutionGeometry g) => g.InChannels < 8;

    /// <summary>Elements of a patch, filled up to whole vectors.</summary>
    public static int PatchRow(in ConvolutionGeometry g, int lanes) => (g.PatchLength + lanes - 1) / lanes * lanes;

    private static int PlanesLength(in ConvolutionGeometry g)
    {
        var forward = g.InChannels * g.Phases.Rows * g.Phases.Columns * g.PhasePlane.Rows * g.PhasePlane.Columns;
        var (rows, columns) = (0, 0);
        for (var residue = 0; residue < g.Stride; residue++)
        {
            rows = Math.Max(rows, PixelClass.Rows(g, residue).Extent);
            columns = Math.Max(columns, PixelClass.Columns(g, residue).Extent);
        }

        return WholeLines(Math.Max(Math.Max(forward, g.OutChannels * rows * columns), g.InChannels * g.ReadHeight * g.ReadWidth) + 2 * Tile);
    }

    private static int SumsLength(in ConvolutionGeometry g)
    {
        var tiles = Math.Max(Math.Max(g.InChannels, g.OutChannels), 8) * Tile;
        var byPatch = FewChannels(g) ? g.OutChannels * PatchRow(g, Line) : 0;
        var byChannel = g.PatchLength * ((g.OutChannels + Tile - 1) / Tile * Tile);
        return WholeLines(Math.Max(tiles, Math.Max(byPatch, byChannel)));
    }

    private static int BlockLength(in ConvolutionGeometry g) =>
        WholeLines(Math.Max(g.WeightLength, BlockPixels * Math.Max(FewChannels(g) ? PatchRow(g, Line) : 0, Tile) + Tile));

    private static int WholeLines(int length) => (length + Line - 1) / Line * Line;
}
