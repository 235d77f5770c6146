using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Checkpoints;
using QXai.Nn.Hybrid;
using QXai.Nn.Modules;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// A trained model as explanations see it: the same weights in double precision and unfused, the trained model itself for comparison, and its
/// fingerprint. Made once, used for any number of explanations.
/// </summary>
public sealed class ExplainedModel
{
    private readonly Module<double> exact;
    private readonly Func<Tensor<double>, double[]> trainedScores;

    private ExplainedModel(Module<double> exact, string fingerprint, Func<Tensor<double>, double[]> trainedScores) =>
        (this.exact, Fingerprint, this.trainedScores) = (exact, fingerprint, trainedScores);

    /// <summary>SHA-256 of the trained model: <see cref="ModelFingerprint.Of{T}"/>.</summary>
    public string Fingerprint { get; }

    /// <summary>A hybrid model of any precision.</summary>
    public static ExplainedModel Of<T>(HybridModel<T> model)
        where T : unmanaged, IFloatingPointIeee754<T> => Of(model, model.ForExplanation());

    /// <summary>Any trained model with its exact twin: a module of the same structure and weights in double precision.</summary>
    public static ExplainedModel Of<T>(Module<T> trained, Module<double> exact)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(exact, ModelFingerprint.Of(trained), input =>
        {
            var tape = new Tape<T>();
            var scores = trained.Apply(tape.Input(Batch(input).To<T>()));
            return [.. scores.Value.Span.ToArray().Select(double.CreateTruncating)];
        });

    /// <summary>
    /// Runs the exact model on one input [C, H, W] and keeps the tape. Throws <see cref="InputException"/> where the model has no class <paramref
    /// name="target"/> or a score is not finite.
    /// </summary>
    public ModelRun Run(Tensor<double> input, int target)
    {
        var tape = new Tape<double>();
        var scores = exact.Apply(tape.Input(Batch(input), needsGradient: true));
        var run = new ModelRun(scores, target);
        return run.Scores.All(double.IsFinite)
            ? run
            : throw new InputException(
                $"The model's scores for this input are [{string.Join(", ", run.Scores)}]: what is not a finite number cannot be explained.");
    }

    /// <summary>The trained model's scores, in its own precision.</summary>
    public IReadOnlyList<double> TrainedScores(Tensor<double> input) => trainedScores(input);

    private static Tensor<double> Batch(Tensor<double> input) => input.Reshape([1, .. input.Shape.Extents]);
}
