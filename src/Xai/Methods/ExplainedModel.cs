using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Checkpoints;
using QXai.Nn.Circuits;
using QXai.Nn.Hybrid;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Xai.Circuits;

namespace QXai.Xai.Methods;

/// <summary>
/// A trained model as explanations see it: the same weights in double precision and unfused, the trained model itself for comparison, and its
/// fingerprint. Made once, used for any number of explanations, by any number of threads at once.
/// </summary>
public sealed class ExplainedModel
{
    private readonly ScoreBatches exactScores;
    private readonly ScoreBatches? trainedScores;
    private readonly Lazy<ModelRun?> probe;

    private readonly Func<WorkerPool?, ScoreBatches>? trainedOn;
    private readonly WorkerPool? pool;

    private ExplainedModel(
        Module<double> exact, string fingerprint, Shape? inputShape, Func<WorkerPool?, ScoreBatches>? trainedOn, WorkerPool? pool, MeasuredOperators operators)
    {
        Operators = operators;
        (Exact, Fingerprint, InputShape, this.trainedOn, this.pool) = (exact, fingerprint, inputShape, trainedOn, pool);
        (exactScores, trainedScores) = (ScoreBatches.Of(exact, pool), trainedOn?.Invoke(pool));
        probe = new(() => InputShape is { } shape ? Record(new Tensor<double>(shape), 0) : null);
    }

    /// <summary>SHA-256 of the trained model: <see cref="ModelFingerprint.Of{T}"/>.</summary>
    public string Fingerprint { get; }

    /// <summary>The module in double precision whose nodes a <see cref="ModelRun"/> holds.</summary>
    public Module<double> Exact { get; }

    /// <summary>The shape of one input, [C, H, W] or [n]; null where the module does not say.</summary>
    public Shape? InputShape { get; }

    /// <summary>The circuit, where the model is a bare one: its input goes straight into the circuit.</summary>
    public CircuitModel? Bare => Exact as CircuitModel;

    /// <summary>The observables of its circuit as matrices.</summary>
    internal MeasuredOperators Operators { get; }

    /// <summary>A run on zeros, by which methods see what the model is made of; null where the input's shape is not known.</summary>
    internal ModelRun? Probe => probe.Value;

    /// <summary>A hybrid model of any precision.</summary>
    public static ExplainedModel Of<T>(HybridModel<T> model)
        where T : unmanaged, IFloatingPointIeee754<T> => Of(model, model.ForExplanation());

    /// <summary>A bare circuit.</summary>
    public static ExplainedModel Of(CircuitModel model) => Of(model, model);

    /// <summary>
    /// Any trained model with its exact twin: a module of the same structure and weights in double precision. <paramref name="inputShape"/> is needed
    /// only for modules without <see cref="Module{T}.SampleShape"/>, and there only for <see cref="IExplainer.Refusal"/>.
    /// </summary>
    public static ExplainedModel Of<T>(Module<T> trained, Module<double> exact, Shape? inputShape = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(exact, ModelFingerprint.Of(trained), inputShape ?? exact.SampleShape, pool => ScoreBatches.Of(trained, pool), pool: null, new());

    /// <summary>A model that is no trained one's twin: what it computes in double precision is what there is.</summary>
    internal static ExplainedModel Exactly(HybridModel<double> model) =>
        new(model.ForExplanation(), ModelFingerprint.Of(model), model.SampleShape, trainedOn: null, pool: null, new());

    /// <summary>
    /// The same model, whose batches of scores and gradients are shared among the workers of <paramref name="pool"/>; the results are the same bit
    /// for bit. Not for use inside of a job of that pool.
    /// </summary>
    public ExplainedModel On(WorkerPool pool) => new(Exact, Fingerprint, InputShape, trainedOn, pool, Operators);

    /// <summary>
    /// Runs the exact model once, on zeros, so that what a first run has to compile and to plan is there; something else may be done meanwhile.
    /// Without effect where the input's shape is not known.
    /// </summary>
    public void Prepare() => _ = Probe;

    /// <summary>The same model, which keeps what does not depend on the input together with <paramref name="other"/>: for models that have a circuit
    /// in common.</summary>
    internal ExplainedModel Beside(ExplainedModel other) => new(Exact, Fingerprint, InputShape, trainedOn, pool, other.Operators);

    /// <summary>
    /// Runs the exact model on one input [C, H, W] or [n] and keeps the tape. Throws <see cref="InputException"/> where the model has no class <paramref
    /// name="target"/>, the input has another shape or a score is not finite.
    /// </summary>
    public ModelRun Run(Tensor<double> input, int target)
    {
        if (InputShape is { } shape && !input.Shape.Equals(shape))
        {
            throw new InputException($"The input has shape {input.Shape}, but the model expects {shape}.");
        }

        var run = Record(input, target);
        return run.Scores.All(double.IsFinite)
            ? run
            : throw new InputException(
                $"The model's scores for this input are [{string.Join(", ", run.Scores)}]: what is not a finite number cannot be explained.");
    }

    /// <summary>
    /// All scores in double precision of a batch of inputs [n, ...], shape [n, classes]: many at a time, for methods and metrics that need thousands
    /// of evaluations. Equal to <see cref="Run"/>'s up to rounding, and bit for bit the same for any number of threads.
    /// </summary>
    public Tensor<double> ScoresOf(Tensor<double> inputs, CancellationToken cancellation = default) => exactScores.Of(inputs, cancellation);

    /// <summary>The trained model's scores in its own precision for a batch of inputs [n, ...], shape [n, classes].</summary>
    public Tensor<double> TrainedScoresOf(Tensor<double> inputs, CancellationToken cancellation = default) =>
        (trainedScores ?? exactScores).Of(inputs, cancellation);

    /// <summary>The slopes d f^l / d x, l = <paramref name="target"/>, in double precision of a batch of inputs [n, ...], of its shape: many at a
    /// time, as <see cref="ScoresOf"/>.</summary>
    public Tensor<double> GradientsOf(Tensor<double> inputs, int target, CancellationToken cancellation = default) =>
        GradientBatches.Of(Exact, pool, inputs, target, cancellation);

    /// <summary>The trained model's scores for one input, in its own precision.</summary>
    public IReadOnlyList<double> TrainedScores(Tensor<double> input) => TrainedScoresOf(Batch(input)).Span.ToArray();

    /// <summary>f^l of a run as the trained model computes it.</summary>
    internal double TrainedScore(ModelRun run) => trainedScores is null ? run.Scores[run.Target] : TrainedScores(run.Input)[run.Target];

    private ModelRun Record(Tensor<double> input, int target)
    {
        var leaf = new Tape<double>().Input(Batch(input), needsGradient: true);
        return new ModelRun(this, input, leaf, Exact.Apply(leaf), target);
    }

    private static Tensor<double> Batch(Tensor<double> input) => input.Reshape([1, .. input.Shape.Extents]);
}
