using System.CommandLine;
using System.Text;
using QXai.Cli.Infrastructure;
using QXai.Numerics;
using QXai.Numerics.Files;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai circuit draw</c>: a circuit as a text diagram or an SVG picture.</summary>
internal static class CircuitDrawVerb
{
    public static Command Create()
    {
        var command = new Command(
            "draw",
            """
            Draw a circuit as text, or as an SVG picture.

            Example: qxai circuit draw teleport.qasm --svg teleport.svg
            """);
        var input = new CircuitInput(command, runs: false);
        var svg = new Option<string?>("--svg") { Description = "Write an SVG picture to this file instead.", HelpName = "out.svg" };
        var width = new Option<int>("--width")
        {
            Description = "Characters per line; wider circuits continue below.",
            DefaultValueFactory = _ => 150,
            HelpName = "N",
        };
        command.Options.Add(svg);
        command.Options.Add(width);
        command.SetAction(parsed =>
        {
            var file = input.Read(parsed);
            if (parsed.GetValue(width) is var columns && columns < 20)
            {
                throw new InputException($"--width {columns}: at least 20 characters are needed.");
            }

            var noisy = file.Document is { IsNoisy: true } document ? document.Noisy : null;
            if (parsed.GetValue(svg) is { } path)
            {
                if (path.Length == 0)
                {
                    throw new InputException("--svg '': the name of a file is needed.");
                }

                AtomicFile.Write(CommonOptions.CheckOutput(parsed, path), Encoding.UTF8.GetBytes(noisy?.DrawSvg() ?? file.Program.DrawSvg()));
                return 0;
            }

            parsed.InvocationConfiguration.Output.Write(noisy?.Draw(columns) ?? file.Program.Draw(columns));
            return 0;
        });
        return command;
    }
}
