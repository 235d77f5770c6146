using System.Globalization;
using System.Text.Json.Nodes;
using QXai.Data.Png;
using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Cli.Infrastructure;

/// <summary>Explanations as text, as JSON and as a picture.</summary>
internal sealed class ExplanationReport(TextWriter output, bool json, string? picture, bool ledger)
{
    /// <summary>Writes the picture first, so that what is printed is true.</summary>
    public void Write(ExplainSubject subject, IReadOnlyList<ExplanationRun> runs, bool several)
    {
        if (ledger && runs.All(run => run.Explanation is null or { Layers.Count: 0 }))
        {
            throw new InputException($"--ledger would have no effect: {string.Join(", ", runs.Select(run => run.Method.Name))} keeps no ledger by layers.");
        }

        if (picture is not null)
        {
            PngWriter.Write(picture, subject.Picture is null ? CircuitFigure.Draw(subject, runs)
                : several ? ComparisonFigure.Draw(subject, runs)
                : HeatPictures.SideBySide(subject.Input, runs[0].Explanation!, subject.Picture, subject.Name, subject.Label));
        }

        if (json)
        {
            Json.Write(output, several ? All(subject, runs) : One(subject, runs[0].Explanation!));
            return;
        }

        Heading(subject, runs.First(run => run.Explanation is not null).Explanation!);
        if (several)
        {
            Table(subject, runs);
        }
        else
        {
            Details(subject, runs[0].Explanation!, runs[0].Method);
        }

        if (picture is not null)
        {
            output.WriteLine($"Written to {picture}.");
        }
    }

    private void Heading(ExplainSubject subject, Explanation explanation)
    {
        var predicted = subject.Predicted(explanation.Scores) is { } best
            ? $": predicted {subject.Classes[best]}{(subject.Label is { } truth ? $", true class {subject.Classes[truth]}" : "")}"
            : "";
        output.WriteLine($"{subject.Name}{predicted}");
        var scores = subject.Classes.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} {explanation.Scores[i]:F3}"));
        output.WriteLine("scores  " + string.Join("  ", scores));
    }

    private void Details(ExplainSubject subject, Explanation explanation, IExplainer method)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{explanation.Method} for {subject.Score}{(explanation.Cam is { } cam ? $" on {cam.Layer}" : "")}: score {explanation.Score:F6}, "
            + $"positive mass {explanation.PositiveMass:G6}, negative mass {explanation.NegativeMass:G6}"));
        var promised = explanation.Promised is { } total ? string.Create(CultureInfo.InvariantCulture, $"promised {total:G6} - sum R") : "f - sum R";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"residual {promised} {explanation.ConservationResidual:G6} ({method.Promises}); double against trained precision {explanation.PrecisionGap:G3}"));
        if (explanation.Options.Count > 0)
        {
            output.WriteLine("options " + string.Join(", ", explanation.Options.Select(option => $"{option.Name} {option.Value}")));
        }

        if (explanation.Relevance.Shape.Rank == 1)
        {
            var relevances = explanation.Relevance.Span.ToArray().Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"x{i} {r:G9}"));
            output.WriteLine("relevance  " + string.Join("  ", relevances));
        }

        if (ledger)
        {
            LedgerTable.Write(output, explanation);
        }

        foreach (var line in ledger ? [] : explanation.Ledger)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ledger {line.Layer}, {line.Item}: {line.Amount:G6}"));
        }

        if (explanation.Ledger.Count > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unaccounted {explanation.Unaccounted:G6}"));
        }

        foreach (var note in (string[])[.. explanation.Notes, .. explanation.BlankReason is { } reason ? [reason] : (string[])[]])
        {
            output.WriteLine(note);
        }
    }

    private void Table(ExplainSubject subject, IReadOnlyList<ExplanationRun> runs)
    {
        var explained = runs.Where(run => run.Explanation is not null).ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subject.Score}: score {explained[0].Explanation!.Score:F6}"));
        output.WriteLine();
        var width = runs.Max(run => run.Method.Name.Length);
        output.WriteLine($"{"method".PadRight(width)}  {"positive",12}  {"negative",12}  {"sum R",12}  {"promised",12}  {"residual",12}  {"seconds",7}");
        foreach (var run in explained)
        {
            var e = run.Explanation!;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Method.Name.PadRight(width)}  {e.PositiveMass,12:G5}  {e.NegativeMass,12:G5}  {e.Total,12:G5}  "
                + $"{(e.Promised is { } p ? p.ToString("G5", CultureInfo.InvariantCulture) : "-"),12}  "
                + $"{e.ConservationResidual,12:G4}  {run.Seconds,7:F2}"));
        }

        foreach (var run in runs.Where(run => run.Refusal is not null))
        {
            output.WriteLine($"{run.Method.Name.PadRight(width)}  left out: {run.Refusal}");
        }

        foreach (var run in explained.Where(run => run.Explanation!.BlankReason is not null))
        {
            output.WriteLine($"{run.Method.Name.PadRight(width)}  {run.Explanation!.BlankReason}");
        }
    }

    private JsonObject One(ExplainSubject subject, Explanation explanation)
    {
        var result = Frame(subject, explanation);
        foreach (var (key, value) in explanation.ToJson())
        {
            result[key] = value?.DeepClone();
        }

        return result;
    }

    private JsonObject All(ExplainSubject subject, IReadOnlyList<ExplanationRun> runs)
    {
        var result = Frame(subject, runs.First(run => run.Explanation is not null).Explanation!);
        result["explanations"] = new JsonArray([.. runs.Where(run => run.Explanation is not null).Select(run => (JsonNode)run.Explanation!.ToJson())]);
        result["leftOut"] = new JsonArray([.. runs.Where(run => run.Refusal is not null)
            .Select(run => (JsonNode)new JsonObject { ["method"] = run.Method.Name, ["reason"] = run.Refusal })]);
        return result;
    }

    private JsonObject Frame(ExplainSubject subject, Explanation explanation) =>
        new() { ["input"] = subject.Name, ["label"] = subject.Label, ["predicted"] = subject.Predicted(explanation.Scores), ["picture"] = picture };
}
