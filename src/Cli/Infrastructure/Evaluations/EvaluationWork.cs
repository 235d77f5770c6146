using QXai.Xai.Methods;
using QXai.Xai.Metrics.Evaluation;

namespace QXai.Cli.Infrastructure.Evaluations;

/// <summary>What an evaluation is about: the model, the choices, the samples and how to read one, and the numbers by which a journal knows the data
/// again.</summary>
internal sealed record EvaluationWork(
    ExplainedModel Model, EvaluationOptions Options, int Count, Func<int, EvaluationSample> Read, IReadOnlyList<double> Data)
{
    /// <summary>What is said of a bare circuit; null for a model of pictures.</summary>
    public CircuitSubject? Circuit { get; init; }
}
