using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Cli.Infrastructure.Heatmaps;

/// <summary>
/// One array file for all samples, written row by row at the row's place: <c>.safetensors</c> with relevance, scores, residuals, targets, predictions
/// and labels, or
/// <c>.npy</c> with the relevance alone; doubles and 64-bit integers, little-endian. Until it is finished it is called <c>OUT.partial</c>.
/// </summary>
internal sealed class HeatmapRows : IHeatmapSink
{
    private readonly string path;
    private readonly bool isNumPy;
    private readonly SafeFileHandle file;
    private readonly (HeatmapArray Array, long Offset)[] arrays;

    /// <summary>
    /// Opens the partial file, or begins one; relevance has <paramref name="relevance"/>'s shape per sample, and <paramref name="metadata"/> goes
    /// into the file's header.
    /// </summary>
    public HeatmapRows(string path, int samples, Shape relevance, int classes, IReadOnlyDictionary<string, string> metadata, bool resume)
    {
        (this.path, isNumPy) = (path, Path.GetExtension(path) == ".npy");
        HeatmapArray[] all = isNumPy ? [new("relevance", true, relevance.Extents.ToArray())]
            : [
                new("relevance", true, relevance.Extents.ToArray()), new("residual", true, []), new("scores", true, [classes]),
                new("label", false, []), new("predicted", false, []), new("target", false, []),
            ];
        var header = isNumPy ? HeatmapHeader.NumPy(samples, all[0]) : HeatmapHeader.SafeTensors(samples, all, metadata);
        arrays = new (HeatmapArray, long)[all.Length];
        var end = (long)header.Length;
        for (var i = 0; i < all.Length; i++)
        {
            arrays[i] = (all[i], end);
            end += all[i].RowBytes * samples;
        }

        try
        {
            file = File.OpenHandle(Partial(path), resume ? FileMode.Open : FileMode.Create, FileAccess.Write);
            RandomAccess.SetLength(file, end);
            RandomAccess.Write(file, header, 0);
        }
        catch (IOException exception)
        {
            throw new InputException($"{Partial(path)} cannot be written: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    /// <summary>The name of the unfinished file.</summary>
    public static string Partial(string path) => path + ".partial";

    public void Write(int sample, Tensor<double> input, Explanation explanation, int label)
    {
        Put(0, sample, MemoryMarshal.AsBytes(explanation.Relevance.Span));
        if (isNumPy)
        {
            return;
        }

        double[] scores = [.. explanation.Scores];
        Put(1, sample, MemoryMarshal.AsBytes<double>([explanation.ConservationResidual]));
        Put(2, sample, MemoryMarshal.AsBytes<double>(scores));
        Put(3, sample, MemoryMarshal.AsBytes<long>([label]));
        Put(4, sample, MemoryMarshal.AsBytes<long>([Array.IndexOf(scores, scores.Max())]));
        Put(5, sample, MemoryMarshal.AsBytes<long>([explanation.Target]));
    }

    public void Flush() => RandomAccess.FlushToDisk(file);

    public void Finish()
    {
        file.Dispose();
        File.Move(Partial(path), path, overwrite: true);
    }

    public void Dispose() => file.Dispose();

    private void Put(int array, int sample, ReadOnlySpan<byte> row)
    {
        var (shape, offset) = arrays[array];
        if (row.Length != shape.RowBytes)
        {
            throw new InputException($"Sample {sample}: its {shape.Name} has {row.Length / 8} numbers, but that of the first sample has {shape.RowBytes / 8}.");
        }

        if (!BitConverter.IsLittleEndian)
        {
            var turned = MemoryMarshal.Cast<byte, long>(row).ToArray();
            BinaryPrimitives.ReverseEndianness(turned, turned);
            row = MemoryMarshal.AsBytes(turned.AsSpan());
        }

        RandomAccess.Write(file, row, offset + shape.RowBytes * sample);
    }
}
