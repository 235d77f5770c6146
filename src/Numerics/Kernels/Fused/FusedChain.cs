using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Fused convolutions in a row, and the chunks in which a batch goes through them: as many images at once (a divisor of the batch) as keep everything that
/// the layers hand each other, forward and backward, in a second-level cache. What a chunk adds to the gradients of the weights is rounded by itself, so
/// the chunks are a part of the result's definition; they depend on shapes alone.
/// </summary>
internal sealed class FusedChain<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What the images of a chunk and their gradients may take: most of a cache of 1 MB, which the weights share.</summary>
    private const int ChunkBytes = 768 * 1024;

    /// <summary>A row of layers, the first of which reads an array; <paramref name="chunks"/> other than by size is for the tests.</summary>
    public FusedChain(ReadOnlySpan<(ConvolutionGeometry Geometry, int Pool)> layers, int? chunks = null)
    {
        var batch = layers[0].Geometry.Batch;
        Chunks = chunks ?? Math.Max(1, batch / LargestDivisor(batch, ChunkBytes / BytesPerImage(layers)));
        Layers = new FusedConvolution<T>[layers.Length];
        for (var l = 0; l < layers.Length; l++)
        {
            var (geometry, pool) = layers[l];
            Layers[l] = new FusedConvolution<T>(geometry with { Batch = batch / Chunks }, pool, l == 0 ? null : Layers[l - 1], Chunks);
        }
    }

    /// <summary>How many chunks a batch has.</summary>
    public int Chunks { get; }

    /// <summary>The layers from first to last, of the size of one chunk.</summary>
    public FusedConvolution<T>[] Layers { get; }

    /// <summary>Says which chunk the layers' next passes are about.</summary>
    public void Select(int chunk)
    {
        foreach (var layer in Layers)
        {
            layer.Chunk = chunk;
        }
    }

    /// <summary>The part of an array over the whole batch, or of none, that belongs to a chunk.</summary>
    public Span<T> Part(Span<T> all, int chunk) => all.Slice(chunk * (all.Length / Chunks), all.Length / Chunks);

    /// <summary>Images between the layers and behind the last, each with its gradient, and the dense gradients before the rectifiers.</summary>
    private static int BytesPerImage(ReadOnlySpan<(ConvolutionGeometry Geometry, int Pool)> layers)
    {
        long bytes = 0;
        for (var l = 0; l < layers.Length; l++)
        {
            var s = FusedShape.Of<T>(layers[l].Geometry, layers[l].Pool, fromOutside: l == 0);
            var elements = 2L * s.Windows * s.PaddedOutputs + (s.IsDense ? s.G.OutPlane * s.PaddedOutputs : 0);
            bytes += elements * AlignedMemory<byte>.Line / s.Line;
        }

        return (int)Math.Min(bytes, int.MaxValue);
    }

    private static int LargestDivisor(int number, int limit)
    {
        for (var divisor = Math.Min(number, limit); divisor > 1; divisor--)
        {
            if (number % divisor == 0)
            {
                return divisor;
            }
        }

        return 1;
    }
}
