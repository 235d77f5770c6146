using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// The sizes of a convolution followed by a rectifier and a max-pooling by windows of <paramref name="Pool"/> x <paramref name="Pool"/> outputs that
/// do not overlap (1: no pooling), and the strides of the layout in which its kernels work: images have their zero border and their channels last,
/// <paramref name="Pixel"/> elements per pixel, and output channels are filled up to whole cache lines of <paramref name="Line"/> elements. All are
/// computed once: kernels ask for them in inner loops.
/// </summary>
internal sealed record FusedShape(ConvolutionGeometry G, int Pool, int Pixel, int Line)
{
    /// <summary>The shape of y.</summary>
    public Shape OutShape { get; } = OutShapeOf(G, Pool);

    /// <summary>Rows of windows.</summary>
    public int Rows { get; } = G.OutHeight / Pool;

    /// <summary>Windows per row.</summary>
    public int Columns { get; } = G.OutWidth / Pool;

    /// <summary>Windows per image and channel.</summary>
    public int Windows { get; } = G.OutHeight / Pool * (G.OutWidth / Pool);

    /// <summary>Elements of y.</summary>
    public int OutLength { get; } = G.Batch * G.OutChannels * (G.OutHeight / Pool) * (G.OutWidth / Pool);

    /// <summary>Pixels per row of the image with its border.</summary>
    public int Pitch { get; } = G.Width + 2 * G.Padding;

    /// <summary>From one row of the image to the next.</summary>
    public int ImageRow { get; } = (G.Width + 2 * G.Padding) * Pixel;

    /// <summary>From one image to the next.</summary>
    public int Image { get; } = (G.Height + 2 * G.Padding) * (G.Width + 2 * G.Padding) * Pixel;

    /// <summary>Elements of one row of the window that an output reads: kernel columns times channels, which lie together.</summary>
    public int TapRow { get; } = G.KernelWidth * Pixel;

    /// <summary><see cref="TapRow"/>, filled up to whole cache lines.</summary>
    public int PaddedTapRow { get; } = Padded(G.KernelWidth * Pixel, Line);

    /// <summary>Output channels, filled up to whole cache lines.</summary>
    public int PaddedOutputs { get; } = Padded(G.OutChannels, Line);

    /// <summary>Whether the forward pass is Winograd's: the same for every vector width, so that all give the same bits.</summary>
    public bool UsesWinograd { get; } = G is { KernelHeight: 3, KernelWidth: 3, Stride: 1 } && Pixel % Line == 0;

    /// <summary>Whether a sum has so few terms that its accumulators should not be stored before the maximum is taken.</summary>
    public bool HasFewTerms { get; } = Pixel % Line != 0 && G.PatchLength <= 64;

    /// <summary>
    /// Whether there is no pooling, and kernels of 3 x 3 with stride 1: then every output may have a gradient, which backward takes as a dense image, and
    /// who is alive is seen by the outputs themselves.
    /// </summary>
    public bool IsDense { get; } =
        Pool == 1 && G is { KernelHeight: 3, KernelWidth: 3, Stride: 1, Padding: <= 2 } && (Pixel % Line == 0 || G.PatchLength <= 64);

    /// <summary>Whether backward is Winograd's.</summary>
    public bool UsesWinogradBackward => IsDense && UsesWinograd;

    /// <summary>Whether the gradient of the weights has a kernel of its own, because the input has few channels.</summary>
    public bool HasFewChannels { get; } =
        Pixel % Line != 0 && G is { KernelHeight: 3, KernelWidth: 3, Stride: 1, Padding: <= 2, PatchLength: <= 64 } && Pool <= 2;

    /// <summary>
    /// The shape for elements of type <typeparamref name="T"/>. Pixels are filled up to whole cache lines, except where a few channels come
    /// <paramref name="fromOutside"/>: theirs lie side by side.
    /// </summary>
    public static FusedShape Of<T>(in ConvolutionGeometry g, int pool, bool fromOutside)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var line = AlignedMemory<T>.Line;
        return new FusedShape(g, pool, fromOutside && g.InChannels <= line / 4 ? g.InChannels : Padded(g.InChannels, line), line);
    }

    /// <summary>The shape of y. Throws <see cref="ShapeException"/> where no window fits into the outputs.</summary>
    public static Shape OutShapeOf(in ConvolutionGeometry g, int pool) => pool >= 1 && pool <= g.OutHeight && pool <= g.OutWidth
        ? new Shape(g.Batch, g.OutChannels, g.OutHeight / pool, g.OutWidth / pool)
        : throw new ShapeException($"Conv2d: windows of {pool} x {pool} do not fit outputs of shape {g.OutShape}.");

    /// <summary>Where the upper left element stands that output (i, j) of the convolution reads.</summary>
    public int Start(int i, int j) => i * G.Stride * ImageRow + j * G.Stride * Pixel;

    private static int Padded(int length, int line) => (length + line - 1) / line * line;
}
