using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Data.Png;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai figure</c>: the paper's Fig. 4 for a model and a data set.</summary>
internal static class FigureVerb
{
    public static Command Create()
    {
        var command = new Command(
            "figure",
            """
            Draw one row per class: test pictures and the heatmaps of their class over them (Fig. 4 of QGrad-CAM).

            Example: qxai figure --model mnist.safetensors --dataset mnist --data mnist/ --out fig4.png
            """);
        var model = CommonOptions.Model();
        command.Options.Add(model);
        var data = new DataSetOptions(command);
        var outFile = new Option<string>("--out") { Description = "The picture to write.", Required = true, HelpName = "figure.png" };
        var columns = new Option<int>("--columns") { Description = "Pictures per class.", DefaultValueFactory = _ => 4, HelpName = "N" };
        var method = new Option<string>("--method")
        {
            Description = $"One of {string.Join(", ", Explainers.All.Select(e => e.Name))}.",
            DefaultValueFactory = _ => "qgrad-cam",
        };
        var layer = new Option<string?>("--layer") { Description = "The layer whose maps are weighed." };
        var json = CommonOptions.Json();
        foreach (var option in (Option[])[outFile, columns, method, layer, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var path = CommonOptions.CheckOutput(parsed.GetValue(outFile)!);
            var count = parsed.GetValue(columns);
            if (count is not (>= 1 and <= 50))
            {
                throw new InputException($"--columns {count}: a number from 1 to 50 is needed.");
            }

            var explainer = Explainers.Find(parsed.GetValue(method)!);
            var hybrid = HybridModel<float>.Load(parsed.GetValue(model)!);
            var source = data.Open(parsed);
            ExplainInput.CheckFits(source, hybrid.Options);
            var figure = ProgressDisplay.Run(parsed.InvocationConfiguration.Error, "Explaining", (long)hybrid.Options.Classes * count, "pictures", report =>
                FigureGrid.Draw(hybrid, source, explainer, count, parsed.GetValue(layer), cancellation, done => report(done, "")));
            PngWriter.Write(path, figure);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, new { Picture = path, figure.Width, figure.Height, Method = explainer.Name });
            }
            else
            {
                output.WriteLine($"Written to {path}.");
            }

            return Task.FromResult(0);
        });
        return command;
    }
}
