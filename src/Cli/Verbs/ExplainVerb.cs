using System.CommandLine;
using System.Text.Json.Nodes;
using QXai.Cli.Infrastructure;
using QXai.Data.Png;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai explain</c>: why a model scored a class as it did, as a picture and as numbers.</summary>
internal static class ExplainVerb
{
    public static Command Create()
    {
        var command = new Command(
            "explain",
            """
            Explain one score of a model for one picture: input, heatmap and overlay side by side, and with --json all raw numbers.

            Example: qxai explain --model mnist.safetensors --dataset mnist --data mnist/ --index 17 --class 7 --out heat.png
            Example: qxai explain --model mnist.safetensors --input my-digit.png --invert --out heat.png
            """);
        var model = CommonOptions.Model();
        command.Options.Add(model);
        var input = new ExplainInput(command);
        var method = new Option<string>("--method") { Description = $"One of {string.Join(", ", Explainers.All.Select(e => e.Name))}.", DefaultValueFactory = _ => "qgrad-cam" };
        var layer = new Option<string?>("--layer") { Description = "The layer whose maps are weighed: 'conv3' before, 'conv3.relu' after the rectifier; the last convolution's after it unless given." };
        var outFile = new Option<string?>("--out") { Description = "The picture to write.", HelpName = "heat.png" };
        var json = CommonOptions.Json();
        foreach (var option in (Option[])[method, layer, outFile, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var path = parsed.GetValue(outFile) is { } given ? CommonOptions.CheckOutput(given) : null;
            var explainer = Explainers.Find(parsed.GetValue(method)!);
            var hybrid = HybridModel<float>.Load(parsed.GetValue(model)!);
            var (picture, name, label) = input.Read(parsed, hybrid.Options);
            var (explanation, target) = Interruptible.Run(() => Explain(hybrid, picture), cancellation);
            if (path is not null)
            {
                PngWriter.Write(path, HeatPictures.SideBySide(picture, explanation, hybrid.Options, name, label));
            }

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                var result = new JsonObject { ["input"] = name, ["label"] = label, ["predicted"] = Highest(explanation.Scores), ["picture"] = path };
                foreach (var (key, value) in explanation.ToJson())
                {
                    result[key] = value?.DeepClone();
                }

                Json.Write(output, result);
                return 0;
            }

            var classes = hybrid.Options.ClassNames;
            output.WriteLine($"{name}: predicted {classes[Highest(explanation.Scores)]}{(label is { } truth ? $", true class {classes[truth]}" : "")}");
            output.WriteLine("scores  " + string.Join("  ", classes.Select((c, i) => $"{c} {explanation.Scores[i]:F3}")));
            output.WriteLine($"{explanation.Method} for class {classes[target]}{(explanation.Cam is { } cam ? $" on {cam.Layer}" : "")}: score {explanation.Score:F6}, positive mass {explanation.PositiveMass:G6}, negative mass {explanation.NegativeMass:G6}");
            output.WriteLine($"residual f - sum R {explanation.ConservationResidual:G6} ({explainer.Promises}); double against trained precision {explanation.PrecisionGap:G3}");
            if (explanation.BlankReason is { } reason)
            {
                output.WriteLine(reason);
            }

            if (path is not null)
            {
                output.WriteLine($"Written to {path}.");
            }

            return 0;

            (Explanation Explanation, int Target) Explain(HybridModel<float> hybrid, Tensor<double> picture)
            {
                var explained = ExplainedModel.Of(hybrid);
                var target = input.Target(parsed, hybrid.Options) ?? Highest(explained.TrainedScores(picture));
                return (explainer.Explain(explained, picture, target, new ExplainOptions { Layer = parsed.GetValue(layer) }), target);
            }
        }
    }

    private static int Highest(IReadOnlyList<double> scores) => Enumerable.Range(0, scores.Count).MaxBy(c => scores[c]);
}
