using System.Text;
using System.Text.Json;
using QXai.Numerics;
using QXai.Numerics.Files;
using QXai.Numerics.Hashing;
using QXai.Xai.Metrics.Evaluation;

namespace QXai.Cli.Infrastructure.Evaluations;

/// <summary>
/// What an evaluation has measured so far, a line of JSON per sample: a run that was cancelled goes on from it, to the same table. The first line
/// names the work (model, data, methods, metrics, seed); a journal of other work is refused. A last line that was cut short is measured again.
/// The journal on the disk is whole at any moment: it is begun, or rid of such a line, by a rename, and only grows from then on.
/// </summary>
internal sealed class EvaluationJournal : IDisposable
{
    private readonly Dictionary<int, SampleScores> known = [];
    private readonly StreamWriter? writer;
    private bool isShut;

    private EvaluationJournal(StreamWriter? writer) => this.writer = writer;

    private sealed record Line(int Sample, double?[][] Values, double?[][] Agreement);

    /// <summary>
    /// Opens or begins the journal at <paramref name="path"/>; without a path nothing is kept. <paramref name="data"/> are the numbers by which the
    /// data are known.
    /// </summary>
    public static EvaluationJournal Open(string? path, ExplanationEvaluation evaluation, IEnumerable<double> data)
    {
        if (path is null)
        {
            return new EvaluationJournal(null);
        }

        var work = Work(evaluation, data);
        try
        {
            string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
            if (lines.Length > 0 && lines[0] != work)
            {
                throw new InputException(
                    $"--journal {path}: it holds another work (model, data, methods, metrics or seed differ); name another file or remove it.");
            }

            List<Line> whole = [.. lines.Skip(1).Select(Parse).OfType<Line>()];
            var kept = whole.Select(line => JsonSerializer.Serialize(line)).Prepend(work);
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(kept.Select(line => line + "\n"))));
            var journal = new EvaluationJournal(new StreamWriter(path, append: true));
            foreach (var line in whole)
            {
                journal.known.TryAdd(line.Sample, new SampleScores(line.Values, line.Agreement));
            }

            return journal;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--journal {path}: {exception.Message}", exception);
        }
    }

    /// <summary>What an earlier run measured on a sample, or null.</summary>
    public SampleScores? Known(int sample)
    {
        lock (known)
        {
            return known.GetValueOrDefault(sample);
        }
    }

    /// <summary>Keeps what was measured on a sample; nothing once the journal is shut, which work that was left behind by Ctrl-C may outlive.</summary>
    public void Keep(int sample, SampleScores scores)
    {
        lock (known)
        {
            if (writer is not null && !isShut && known.TryAdd(sample, scores))
            {
                writer.WriteLine(JsonSerializer.Serialize(new Line(sample, scores.Values, scores.Agreement)));
                writer.Flush();
            }
        }
    }

    public void Dispose()
    {
        lock (known)
        {
            isShut = true;
            writer?.Dispose();
        }
    }

    private static Line? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Work(ExplanationEvaluation evaluation, IEnumerable<double> data)
    {
        var hash = new Sha256();
        foreach (var value in data)
        {
            hash.Append(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{value:R} ")));
        }

        return JsonSerializer.Serialize(new
        {
            Model = evaluation.Model.Fingerprint,
            RandomLabelModel = evaluation.Options.RandomLabelModel?.Fingerprint,
            Data = Convert.ToHexStringLower(hash.Finish()),
            evaluation.Methods,
            Metrics = evaluation.Metrics.Select(metric => metric.Name),
            Watched = evaluation.Options.Watched.ToString(),
            evaluation.Options.Seed,
        });
    }
}
