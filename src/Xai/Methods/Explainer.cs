using System.Globalization;
using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods;

/// <summary>
/// What all explainers have in common: choices without effect and models to which the method does not apply are refused before anything is computed,
/// and what every explanation reports is filled in one place.
/// </summary>
public abstract class Explainer : IExplainer
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract ExplainerFamily Family { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <inheritdoc/>
    public abstract string Needs { get; }

    /// <inheritdoc/>
    public abstract string Promises { get; }

    /// <inheritdoc/>
    public abstract string Source { get; }

    /// <inheritdoc/>
    public virtual bool IsStochastic => false;

    /// <inheritdoc/>
    public virtual bool IsConservative => false;

    /// <inheritdoc/>
    public virtual IReadOnlyList<ExplainOption> Uses => [];

    /// <inheritdoc/>
    public string? Refusal(ExplainedModel model) => MissingBeforehand(model) ?? (model.Probe is { } run ? Missing(run) : null);

    /// <inheritdoc/>
    public Explanation Explain(ExplainedModel model, Tensor<double> input, int target, ExplainOptions? options = null)
    {
        options ??= ExplainOptions.None;
        if (options.Given.Except(Uses).ToArray() is [var useless, ..])
        {
            var uses = Uses.Count == 0 ? "no options" : string.Join(", ", Uses.Select(ExplainOptions.NameOf));
            throw new InputException($"The option {ExplainOptions.NameOf(useless)} would have no effect on {Name}, which uses {uses}.");
        }

        RefuseIf(MissingBeforehand(model));
        var run = model.Run(input, target);
        RefuseIf(Missing(run));
        var explanation = Compute(run, options);
        return explanation.BlankReason is null && explanation.Cam is null && explanation.Relevance.Span.ToArray().All(value => value == 0)
            ? explanation with { BlankReason = $"The map is blank because every relevance is zero: {WhyZero}." }
            : explanation;
    }

    /// <summary>What an all-zero relevance means for this method, as half a sentence.</summary>
    protected virtual string WhyZero => "no change of the score was found at this input";

    /// <summary>What is known to be missing before the model has been run, which takes long for a large circuit; null where only a run can tell.</summary>
    protected virtual string? MissingBeforehand(ExplainedModel model) => null;

    /// <summary>Null where the method applies to the model of this run, else what is missing, as half a sentence without a full stop.</summary>
    protected virtual string? Missing(ModelRun run) => null;

    /// <summary>The method itself: the model has been run on the input, and <see cref="Missing"/> has found nothing missing.</summary>
    protected abstract Explanation Compute(ModelRun run, ExplainOptions options);

    /// <summary>An explanation with all that does not depend on the method.</summary>
    protected Explanation Evidence(ModelRun run, Tensor<double> relevance) => new()
    {
        Method = Name,
        Target = run.Target,
        Scores = run.Scores,
        TrainedScore = run.Model.TrainedScore(run),
        Relevance = relevance,
        ModelFingerprint = run.Model.Fingerprint,
        InputFingerprint = InputFingerprint.Of(run.Input),
    };

    /// <summary>A choice as evidence: numbers in full precision.</summary>
    protected static NamedOption Record(ExplainOption option, IConvertible value) =>
        new(ExplainOptions.NameOf(option), value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number that must be at least <paramref name="least"/>; throws <see cref="InputException"/> with its name.</summary>
    protected static TNumber AtLeast<TNumber>(ExplainOption option, TNumber value, TNumber least)
        where TNumber : IComparable<TNumber> =>
        value.CompareTo(least) >= 0
            ? value
            : throw new InputException(FormattableString.Invariant($"The option {ExplainOptions.NameOf(option)} is {value}, but it must be at least {least}."));

    private void RefuseIf(string? missing)
    {
        if (missing is not null)
        {
            throw new InputException($"{Name} does not apply: {missing}.");
        }
    }

    /// <summary>x~: the reference that was chosen, which must have the input's shape and be finite, or zeros.</summary>
    protected static (Tensor<double> Point, NamedOption Choice) ReferenceOf(ModelRun run, ExplainOptions options)
    {
        if (options.Reference is not { } reference)
        {
            return (new Tensor<double>(run.Input.Shape), Record(ExplainOption.Reference, "zero"));
        }

        return !reference.Shape.Equals(run.Input.Shape)
            ? throw new InputException($"The reference has shape {reference.Shape}, but the input has shape {run.Input.Shape}.")
            : reference.Span.ToArray().All(double.IsFinite)
            ? (reference, Record(ExplainOption.Reference, "given"))
            : throw new InputException("The reference has values that are not finite numbers.");
    }
}
