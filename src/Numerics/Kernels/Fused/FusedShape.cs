using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// The sizes of a convolution followed by a rectifier and a max-pooling by windows of <paramref name="Pool"/> x <paramref name="Pool"/> outputs that
/// do not overlap (1: no pooling), and the strides of
/// the layout in which its kernels work: the channels of a pixel lie together (channels last), images have their zero border, and a pixel's outputs
/// are filled up to whole cache lines.
/// </summary>
internal readonly record struct FusedShape(ConvolutionGeometry G, int Pool)
{
    /// <summary>Rows of windows.</summary>
    public int Rows => G.OutHeight / Pool;

    /// <summary>Windows per row.</summary>
    public int Columns => G.OutWidth / Pool;

    /// <summary>Windows per image and channel.</summary>
    public int Windows => Rows * Columns;

    /// <summary>The shape of y.</summary>
    public Shape OutShape => new(G.Batch, G.OutChannels, Rows, Columns);

    /// <summary>Elements of y.</summary>
    public int OutLength => G.Batch * G.OutChannels * Windows;

    /// <summary>Pixels per row of the image with its border.</summary>
    public int Pitch => G.Width + 2 * G.Padding;

    /// <summary>From one row of the image to the next.</summary>
    public int ImageRow => Pitch * G.InChannels;

    /// <summary>From one image to the next.</summary>
    public int Image => (G.Height + 2 * G.Padding) * ImageRow;

    /// <summary>Elements of one row of the window that an output reads: kernel columns times channels, which lie together.</summary>
    public int TapRow => G.KernelWidth * G.InChannels;

    /// <summary>Where the upper left element stands that output (i, j) of the convolution reads.</summary>
    public int Start(int i, int j) => i * G.Stride * ImageRow + j * G.Stride * G.InChannels;

    /// <summary>Output channels, filled up to whole cache lines.</summary>
    public int PaddedOutputs<T>()
        where T : unmanaged => Padded<T>(G.OutChannels);

    /// <summary><see cref="TapRow"/>, filled up to whole cache lines.</summary>
    public int PaddedTapRow<T>()
        where T : unmanaged => Padded<T>(TapRow);

    private static int Padded<T>(int length)
        where T : unmanaged => (length + AlignedMemory<T>.Line - 1) / AlignedMemory<T>.Line * AlignedMemory<T>.Line;
}
