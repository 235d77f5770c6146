using QXai.Cli.Infrastructure;
using QXai.Cli.Infrastructure.Evaluations;
using QXai.Data;
using QXai.Data.Idx;
using QXai.Data.Images;
using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Xai.Methods;

namespace QXai.Cli.Reproduction;

/// <summary>Handwritten digits, 28 x 28, 10 classes; Fig. 4.</summary>
internal sealed class MnistExperiment(string folder) : Experiment
{
    private const int PerClass = 4;

    public override string Name => "mnist";

    public override string Title => "MNIST";

    public override Recipe Recipe => Recipe.Digits;

    public override string Credits => "Digits: MNIST, Y. LeCun and C. Cortes, derived from NIST data sets; Creative Commons Attribution-Share Alike 3.0.";

    public override ImageSource<float> Open(DataSplit split, ulong seed) => Mnist.Load<float>(folder, split, Normalisation.Unit);

    public override IReadOnlyList<(string Name, bool[]? Mask)> Regions(ImageSource<float> test, int index) =>
        [("strokes", EvaluationSamples.Mask(test, index))];

    /// <summary>Black paper.</summary>
    public override Tensor<double> Baseline(Tensor<double> input) => new(input.Shape);

    public override IEnumerable<(string File, string Caption, Func<RgbImage> Draw)> Figures(ReproducedModels models, CancellationToken cancellation)
    {
        yield return (
            "fig4.png",
            "Fig. 4 of the paper: test digits and the QGrad-CAM of their class over them.",
            () => FigureGrid.Draw(models.Hybrid, models.Test, new QGradCam(), PerClass, null, cancellation));
    }
}
