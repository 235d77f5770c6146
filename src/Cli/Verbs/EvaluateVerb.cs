using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Nn.Evaluation;
using QXai.Nn.Hybrid;
using QXai.Nn.Optimisation;
using QXai.Nn.Training;
using QXai.Numerics.Parallel;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai evaluate</c>: accuracy, a line per class and the confusion matrix of a model on a data set.</summary>
internal static class EvaluateVerb
{
    public static Command Create()
    {
        var command = new Command(
            "evaluate",
            """
            Test a model: accuracy, precision and recall of each class, and which classes it takes for which.

            Example: qxai evaluate --model mnist.safetensors --dataset mnist --data mnist/
            """);
        var (model, threads, json) = (CommonOptions.Model(), CommonOptions.Threads(), CommonOptions.Json());
        command.Options.Add(model);
        var data = new DataSetOptions(command);
        command.Options.Add(threads);
        command.Options.Add(json);
        var memory = MemoryBudget.Option();
        command.Options.Add(memory);
        command.SetAction((parsed, cancellation) =>
        {
            var source = data.Open(parsed);
            var hybrid = HybridModel<float>.Load(parsed.GetValue(model)!);
            var (workers, atOnce) = (CommonOptions.Workers(parsed, threads), Evaluator<float>.DefaultMicroBatch);
            if (MemoryBudget.Read(parsed, memory) is { } budget)
            {
                var set = WorkingSet.Measure(hybrid, source, new Adam());
                (workers, atOnce) = budget.Fit("Testing", set.OfTesting, workers, atOnce, parsed.InvocationConfiguration.Error.WriteLine);
                budget.Hold();
            }

            using var pool = new WorkerPool(workers);
            var report = new Evaluator<float>(hybrid, pool, atOnce).Evaluate(source, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, new
                {
                    report.Accuracy,
                    report.Correct,
                    report.Samples,
                    report.Loss,
                    Classes = report.Classes.Select(c => new { c.Name, c.Samples, c.Predicted, c.Correct, c.Precision, c.Recall, c.F1 }),
                    PeakResidentBytes = ResidentMemory.Peak,
                    Confusion = report.Classes.Select((_, actual) => report.Classes.Select((_, predicted) => report.Confusion(actual, predicted))),
                });
            }
            else
            {
                Print(output, report);
                output.WriteLine();
                output.WriteLine(ResidentMemory.PeakLine());
            }

            return Task.FromResult(0);
        });
        return command;
    }

    public static void Print(TextWriter output, ClassificationReport report)
    {
        output.WriteLine($"Accuracy {report.Accuracy:P2} ({report.Correct} of {report.Samples}), loss {report.Loss:F4}");
        output.WriteLine();
        var width = Math.Max(5, report.Classes.Max(c => c.Name.Length));
        output.WriteLine($"{"class".PadRight(width)}  samples  precision  recall     F1");
        foreach (var c in report.Classes)
        {
            output.WriteLine($"{c.Name.PadRight(width)}  {c.Samples,7}  {Share(c.Precision),9}  {Share(c.Recall),6}  {Share(c.F1),6}");
        }

        output.WriteLine();
        output.WriteLine("Confusion: rows are true classes, columns predicted ones");
        var column = Math.Max(width, report.Samples.ToString().Length);
        output.WriteLine(string.Concat(report.Classes.Select(c => "  " + c.Name.PadLeft(column)).Prepend(new string(' ', width))));
        for (var actual = 0; actual < report.Classes.Count; actual++)
        {
            var cells = report.Classes.Select(
                (_, predicted) => "  " + (report.Confusion(actual, predicted) is var n && n > 0 ? n.ToString() : ".").PadLeft(column));
            output.WriteLine(report.Classes[actual].Name.PadRight(width) + string.Concat(cells));
        }
    }

    private static string Share(double? value) => value is { } v ? (100 * v).ToString("F2") : "-";
}
