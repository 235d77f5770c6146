using QXai.Data.Png;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Cli.Infrastructure.Heatmaps;

/// <summary>One picture per sample in a folder, <c>heat-00017.png</c>: input, heatmap and overlay side by side.</summary>
internal sealed class HeatmapPictures(string folder, int samples, HybridOptions options) : IHeatmapSink
{
    private readonly string digits = "D" + Math.Max(5, $"{samples - 1}".Length);

    public void Write(int sample, Tensor<double> input, Explanation explanation, int label) =>
        PngWriter.Write(
            Path.Combine(folder, $"heat-{sample.ToString(digits)}.png"),
            HeatPictures.SideBySide(input, explanation, options, $"sample {sample}", label));

    public void Flush()
    {
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }
}
