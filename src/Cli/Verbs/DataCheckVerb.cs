using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Data.Checks;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai data check</c>: what is in a folder, and what is wrong with it.</summary>
internal static class DataCheckVerb
{
    public static Command Create()
    {
        var command = new Command(
            "check",
            """
            Read every file of a data set and say what is there (classes, counts, sizes) and what is wrong (broken files by name, files with the
            same bytes). Exit code 1 where something is wrong.

            Example: qxai data check pets/
            """);
        var folder = new Argument<string>("folder") { Description = "The folder: IDX files, pictures in a folder per class, or WAV files." };
        var json = CommonOptions.Json();
        command.Arguments.Add(folder);
        command.Options.Add(json);
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(folder)!;
            var gate = new Lock();
            ProgressDisplay.Report? show = null;
            var report = ProgressDisplay.Run(parsed.InvocationConfiguration.Error, "Reading", 100, "%", tell =>
            {
                show = tell;
                return DataCheck.Run(path, Tell, cancellation);
            });
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, report);
            }
            else
            {
                Print(output, path, report);
            }

            return Task.FromResult(report.Problems.Count == 0 ? 0 : Runner.CheckFailed);

            void Tell(int done, int total)
            {
                if (done % 50 == 0)
                {
                    lock (gate)
                    {
                        show!(100L * done / total, $"{done} of {total} files");
                    }
                }
            }
        });
        return command;
    }

    private static void Print(TextWriter output, string path, DataReport report)
    {
        output.WriteLine($"{path}: {report.Kind}, {report.Parts.Sum(part => part.Count)} samples.");
        var split = report.Parts.Select(part => part.Split.Length).DefaultIfEmpty().Max();
        var name = report.Parts.Select(part => part.Name.Length).DefaultIfEmpty().Max();
        foreach (var part in report.Parts)
        {
            output.WriteLine($"  {(split > 0 ? part.Split.PadRight(split + 2) : "")}{part.Name.PadRight(name)}  {part.Count,6}  {part.Sizes}");
        }

        foreach (var fact in report.Facts)
        {
            output.WriteLine(fact);
        }

        output.WriteLine(report.Problems.Count == 0 ? "Nothing is wrong." : $"{report.Problems.Count} problem{(report.Problems.Count == 1 ? "" : "s")}:");
        foreach (var problem in report.Problems)
        {
            output.WriteLine("  " + problem);
        }
    }
}
