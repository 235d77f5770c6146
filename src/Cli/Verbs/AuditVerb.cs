using System.CommandLine;
using System.Text.Json.Nodes;
using QXai.Cli.Infrastructure;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Audits;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai audit</c>: the channel weights (Q7) by four derivations, side by side; exit code 1 if they disagree.</summary>
internal static class AuditVerb
{
    private const int MostLiteralQubits = 10;

    public static Command Create()
    {
        var command = new Command(
            "audit",
            """
            Derive the channel weights of QGrad-CAM, equation (7), in four independent ways and compare them. Exit code 1 if they disagree.

            Example: qxai audit --model mnist.safetensors --dataset mnist --data mnist/ --index 17 --class 7
            The sum over Pauli strings (15) is written out for up to 8 qubits, with --literal up to 10; beyond, the bracket is evaluated by moving states.
            """);
        var model = CommonOptions.Model();
        command.Options.Add(model);
        var input = new ExplainInput(command);
        var layer = new Option<string?>("--layer")
        {
            Description = "The layer whose channel weights are audited; the last convolution's maps after the rectifier unless given.",
        };
        var terms = new Option<bool>("--terms") { Description = "List every non-zero term of (15); the sum must be literal." };
        var literal =
            new Option<bool>("--literal") { Description = $"Write the sum over Pauli strings out for up to {MostLiteralQubits} qubits (takes a while)." };
        var json = CommonOptions.Json();
        foreach (var option in (Option[])[layer, terms, literal, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var hybrid = HybridModel<float>.Load(parsed.GetValue(model)!);
            var (picture, name, label) = input.Read(parsed, hybrid.Options);
            var explained = ExplainedModel.Of(hybrid);
            var scores = explained.TrainedScores(picture);
            var target = input.Target(parsed, hybrid.Options) ?? Enumerable.Range(0, scores.Count).MaxBy(c => scores[c]);
            var options = new AuditOptions { Layer = parsed.GetValue(layer), Terms = parsed.GetValue(terms), Cancellation = cancellation };
            options = parsed.GetValue(literal) ? options with { LiteralQubits = MostLiteralQubits } : options;
            CheckLiteral(hybrid.Options.Qubits, options, parsed.GetValue(literal));
            var report = Run(explained, picture, target, options, hybrid.Options.Qubits, parsed.InvocationConfiguration.Error);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                var result = new JsonObject { ["input"] = name, ["label"] = label };
                foreach (var (key, value) in report.ToJson())
                {
                    result[key] = value?.DeepClone();
                }

                Json.Write(output, result);
            }
            else
            {
                output.WriteLine($"{name}{(label is { } truth ? $", true class {hybrid.Options.ClassNames[truth]}" : "")}");
                AuditText.Write(output, report, hybrid.Options.ClassNames[target]);
            }

            return Task.FromResult(report.Agrees ? 0 : Runner.CheckFailed);
        });
        return command;
    }

    /// <summary>Runs the audit, with its progress on standard error where the literal sum takes long.</summary>
    public static AuditReport Run(ExplainedModel model, Tensor<double> input, int target, AuditOptions options, int qubits, TextWriter error) =>
        qubits is <= 8 or > MostLiteralQubits || options.LiteralQubits < qubits
            ? ChannelWeightAudit.Run(model, input, target, options)
            : ProgressDisplay.Run(error, "Summing Pauli strings", 1000, "thousandths", report =>
                ChannelWeightAudit.Run(model, input, target, options with { Progress = new Sink(share => report((long)(1000 * share), "")) }));

    private static void CheckLiteral(int qubits, AuditOptions options, bool literal)
    {
        if (literal && qubits > MostLiteralQubits)
        {
            throw new InputException(
                $"--literal: the model has {qubits} qubits, but the sum over Pauli strings is written out for at most {MostLiteralQubits}.");
        }

        if (options.Terms && qubits > options.LiteralQubits)
        {
            throw new InputException(
                $"--terms: the model has {qubits} qubits, "
                + $"and beyond {options.LiteralQubits} the sum over Pauli strings is not written out{(qubits <= MostLiteralQubits ? "; add --literal" : "")}.");
        }
    }

    private sealed class Sink(Action<double> action) : IProgress<double>
    {
        public void Report(double value) => action(value);
    }
}
