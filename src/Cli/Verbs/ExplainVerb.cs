using System.CommandLine;
using System.Diagnostics;
using System.Text;
using QXai.Cli.Infrastructure;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Files;
using QXai.Numerics.Parallel;
using QXai.Xai.Certificates;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai explain</c>: why a model scored a class as it did, or a circuit an observable, as a picture and as numbers.</summary>
internal static class ExplainVerb
{
    public static Command Create()
    {
        var command = new Command(
            "explain",
            """
            Explain one score of a model for one picture: input, heatmap and overlay side by side, and with --json all raw numbers.
            With --method all, every method that applies, one row each. With --circuit, the relevance of a circuit's inputs for an expectation.

            Example: qxai explain --model mnist.safetensors --dataset mnist --data mnist/ --index 17 --class 7 --out heat.png
            Example: qxai explain --model mnist.safetensors --input my-digit.png --invert --method integrated-gradients --reference black --out heat.png
            Example: qxai explain --model mnist.safetensors --dataset digits --index 3 --method all --out comparison.png
            Example: qxai explain --model mnist.safetensors --dataset digits --index 3 --method hybrid-lrp --ledger --certificate certificate.json
            Example: qxai explain --circuit ansatz.qasm --observable "Z0 Z1" --inputs 0.1,0.7 --weights 0.3,0.2 --method shapley --certificate certificate.json
            """);
        Option<string?> model = new("--model") { Description = "The model file.", HelpName = "file.safetensors" };
        command.Options.Add(model);
        var input = new ExplainInput(command);
        var circuit = new BareCircuitOptions(command);
        var method = new MethodOptions(command);
        Option<string?> outFile = new("--out") { Description = "The picture to write.", HelpName = "heat.png" };
        Option<bool> ledger = new("--ledger")
        {
            Description = "Print the conservation ledger: relevance in and out of every layer, and what was absorbed there.",
        };
        Option<string?> certificate = new("--certificate")
        {
            Description = "The certificate to write, which 'qxai verify' computes anew; with --method all one per method, "
                + "whose name comes before the extension.",
            HelpName = "out.json",
        };
        var (json, threads) = (CommonOptions.Json(), CommonOptions.Threads());
        foreach (var option in (Option[])[outFile, ledger, certificate, json, threads])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var path = CommonOptions.CheckOutput(parsed, outFile);
            var sealedPath = CommonOptions.CheckOutput(parsed, certificate);
            var isCircuit = circuit.IsGiven(parsed);
            var name = method.Method(parsed, isCircuit);
            var methods = MethodOptions.Find(name);
            var subject = isCircuit ? Circuit(parsed) : Picture(parsed);
            var options = method.Read(parsed, methods, subject);
            MemoryNeeds.CheckExplanations(subject.Model, methods, inputsAtOnce: 1);
            var report = new ExplanationReport(parsed.InvocationConfiguration.Output, parsed.GetValue(json), path, parsed.GetValue(ledger));
            var (results, certificates) = Interruptible.Run<(IReadOnlyList<ExplanationRun>, IReadOnlyList<(string Path, string Json)>)>(
                () =>
                {
                    using var pool = CommonOptions.Pool(parsed, threads);
                    var pooled = subject with { Model = subject.Model.On(pool) };
                    if (sealedPath is null || name == MethodOptions.All)
                    {
                        var runs = ExplanationRun.Of(pooled, methods, options, name == MethodOptions.All, cancellation);
                        return (runs, sealedPath is null ? [] :
                            [.. runs.Where(run => run.Explanation is not null).Select(run =>
                                (Beside(sealedPath, run.Method.Name), Certificate.Of(
                            pooled.Model, pooled.Input, run.Explanation!, run.Method, options.For(run.Method), cancellation: cancellation)))]);
                    }

                    var clock = Stopwatch.StartNew();
                    var (explanation, json) = Certificate.Issue(pooled.Model, pooled.Input, pooled.Target, methods[0], options, cancellation: cancellation);
                    return ([new ExplanationRun(methods[0], explanation, null, clock.Elapsed.TotalSeconds)], [(sealedPath, json)]);
                },
                cancellation);
            report.Write(subject, results, name == MethodOptions.All);
            foreach (var (file, text) in certificates)
            {
                AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n")));
            }

            return 0;
        }

        // why.json becomes why.saliency.json.
        static string Beside(string path, string method) => Path.ChangeExtension(path, $"{method}{Path.GetExtension(path)}");

        ExplainSubject Picture(ParseResult parsed)
        {
            circuit.Refuse(parsed);
            var file = parsed.GetValue(model) ?? throw new InputException("Nothing to explain was named: give --model FILE and a picture, or --circuit FILE.");
            var opened = input.Open(parsed);
            var hybrid = HybridModel<float>.Load(file);
            var explained = ExplainedModel.Of(hybrid);
            var prepared = Task.Run(explained.Prepare, CancellationToken.None);
            var (picture, name, label) = input.Read(parsed, hybrid.Options, opened);
            var scores = explained.TrainedScores(picture);
            var target = input.Target(parsed, hybrid.Options) ?? Enumerable.Range(0, scores.Count).MaxBy(c => scores[c]);
            prepared.GetAwaiter().GetResult();
            return new ExplainSubject(explained, picture, name, target, hybrid.Options.ClassNames, label, hybrid.Options);
        }

        ExplainSubject Circuit(ParseResult parsed)
        {
            CommonOptions.Refuse(parsed, "--circuit names what is explained", model);
            input.Refuse(parsed, "--circuit names what is explained");
            return circuit.Read(parsed, count => input.Observable(parsed, count));
        }
    }
}
