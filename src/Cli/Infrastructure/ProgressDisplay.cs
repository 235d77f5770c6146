using System.Diagnostics;
using Spectre.Console;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// Shows long work on standard error: a bar with rate and time left on a terminal, else a line every few seconds. Results go to standard output only,
/// so that they can be piped.
/// </summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>Tells how far the work is: <c>done</c> of the total, and a short status such as the current loss.</summary>
    public delegate void Report(long done, string status);

    public static T Run<T>(TextWriter error, string title, long total, string unit, Func<Report, T> work)
    {
        if (!ReferenceEquals(error, Console.Error) || Console.IsErrorRedirected)
        {
            return WithLines(error, title, total, unit, work);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Profile.Out.IsTerminal ? WithBar(console, title, total, unit, work) : WithLines(error, title, total, unit, work);
    }

    private static T WithBar<T>(IAnsiConsole console, string title, long total, string unit, Func<Report, T> work) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: total);
                var clock = Stopwatch.StartNew();
                return work((done, status) =>
                {
                    task.Value = done;
                    task.Description = Markup.Escape($"{title}  {status}  {Rate(done, clock, unit)}");
                });
            });

    private static T WithLines<T>(TextWriter error, string title, long total, string unit, Func<Report, T> work)
    {
        var clock = Stopwatch.StartNew();
        var next = LineInterval;
        return work((done, status) =>
        {
            if (clock.Elapsed < next && done < total)
            {
                return;
            }

            next = clock.Elapsed + LineInterval;
            var left = done > 0 ? clock.Elapsed * ((double)(total - done) / done) : TimeSpan.Zero;
            error.WriteLine($"{title}: {done}/{total} {unit}  {status}  {Rate(done, clock, unit)}  {left:hh\\:mm\\:ss} left");
        });
    }

    private static string Rate(long done, Stopwatch clock, string unit) => $"{done / Math.Max(1e-3, clock.Elapsed.TotalSeconds):F0} {unit}/s";
}
