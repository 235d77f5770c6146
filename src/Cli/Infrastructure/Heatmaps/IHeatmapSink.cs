using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Cli.Infrastructure.Heatmaps;

/// <summary>Where the explanations of a data set go, one at a time, so that no more of them are in memory than are being made.</summary>
internal interface IHeatmapSink : IDisposable
{
    /// <summary>Keeps the explanation of a sample; called by several threads at once, for different samples.</summary>
    void Write(int sample, Tensor<double> input, Explanation explanation, int label);

    /// <summary>Puts all samples so far on the disk.</summary>
    void Flush();

    /// <summary>Gives the finished result its name.</summary>
    void Finish();
}
