using QXai.Data.Images;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Cli.Reproduction;

/// <summary>The trained models of one seed, with the test samples they are judged by.</summary>
internal sealed class ReproducedModels
{
    public ReproducedModels(ulong seed, HybridModel<float> hybrid, ClassicalTwin<float>? classical, ImageSource<float> test)
    {
        (Seed, Hybrid, Classical, Test) = (seed, hybrid, classical, test);
        Normalisation = new Normalisation(hybrid.Options.Mean.AsSpan(), hybrid.Options.StandardDeviation.AsSpan());
        Quantum = ExplainedModel.Of(hybrid);
        if (classical is not null)
        {
            var exact = new ClassicalTwin<double>(hybrid.Options);
            exact.CopyStateFrom(classical);
            Twin = ExplainedModel.Of(classical, exact);
        }

        Random = ExplainedModel.Of(new HybridModel<float>(hybrid.Options, seed + 1000));
    }

    public ulong Seed { get; }

    public HybridModel<float> Hybrid { get; }

    public ClassicalTwin<float>? Classical { get; }

    public ImageSource<float> Test { get; }

    public Normalisation Normalisation { get; }

    /// <summary>The hybrid in double precision.</summary>
    public ExplainedModel Quantum { get; }

    /// <summary>The classical twin in double precision; null where it is not compared.</summary>
    public ExplainedModel? Twin { get; }

    /// <summary>The hybrid's architecture with random weights.</summary>
    public ExplainedModel Random { get; }

    /// <summary>A test sample as the models see it, [C, H, W].</summary>
    public Tensor<double> Input(int index)
    {
        var input = new Tensor<double>(Test.SampleShape);
        Infrastructure.ExplainInput.ReadSample(Test, index, Normalisation, input.Span);
        return input;
    }

    /// <summary>The first test samples of a class that the hybrid classifies rightly.</summary>
    public IReadOnlyList<int> FirstRight(int label, int count, Func<int, bool>? where = null)
    {
        var classes = Hybrid.Options.Classes;
        var candidates = Enumerable.Range(0, Test.Count).Where(i => Test.Label(i) == label && (where is null || where(i))).Take(60);
        return
        [
            .. candidates.Select(i => (Index: i, Scores: Quantum.TrainedScores(Input(i))))
                .Where(item => Enumerable.Range(0, classes).MaxBy(c => item.Scores[c]) == label)
                .Take(count).Select(item => item.Index),
        ];
    }
}
