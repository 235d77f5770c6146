using System.Diagnostics;
using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Cli.Infrastructure;

/// <summary>What one method said, in how many seconds; or why it was left out.</summary>
internal sealed record ExplanationRun(IExplainer Method, Explanation? Explanation, string? Refusal, double Seconds)
{
    /// <summary>
    /// Runs methods one after another. With <paramref name="several"/>, those that do not apply are left out with their reason, and every method
    /// takes the choices that it knows; of one method, everything is an error that it refuses.
    /// </summary>
    public static IReadOnlyList<ExplanationRun> Of(
        ExplainSubject subject, IReadOnlyList<IExplainer> methods, ExplainOptions options, bool several, CancellationToken cancellation)
    {
        var runs = new List<ExplanationRun>();
        foreach (var method in methods)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            runs.Add(several && method.Refusal(subject.Model) is { } refusal
                ? new ExplanationRun(method, null, refusal, 0)
                : new ExplanationRun(
                    method,
                    method.Explain(subject.Model, subject.Input, subject.Target, several ? options.For(method) : options),
                    null,
                    clock.Elapsed.TotalSeconds));
        }

        return runs.Exists(run => run.Explanation is not null)
            ? runs
            : throw new InputException($"No method applies: {string.Join("; ", runs.Select(run => $"{run.Method.Name}, because {run.Refusal}"))}.");
    }
}
