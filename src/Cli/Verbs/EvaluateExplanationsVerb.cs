using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Cli.Infrastructure.Evaluations;
using QXai.Data.Png;
using QXai.Nn.Circuits;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Xai.Methods;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Evaluation;
using QXai.Xai.Metrics.Randomisation;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai evaluate-explanations</c>: how good explanations are, metrics x methods, with intervals.</summary>
internal static class EvaluateExplanationsVerb
{
    private const string All = "all";

    public static Command Create()
    {
        var command = new Command(
            "evaluate-explanations",
            $"""
            Score methods of explanation on a data set, or with --circuit on inputs of a circuit: a table of metrics x methods with bootstrap
            intervals, beside a random map and (for pictures) a centre prior, and how far the methods agree. Metrics:
            {string.Join(", ", MetricCatalogue.All.Select(metric => metric.Name))}.

            Example: qxai evaluate-explanations --model digits.safetensors --dataset digits --samples 50 --out table.png
            Example: qxai evaluate-explanations --model m.safetensors --dataset mnist --data mnist/ --methods qgrad-cam,lrp --metrics deletion,insertion --json
            Example: qxai evaluate-explanations --circuit ansatz.qasm --observable "Z0 Z1" --weights 0.3,0.2 --samples-file inputs.csv --out table.png
            """);
        var model = new Option<string?>("--model") { Description = "The model file.", HelpName = "file.safetensors" };
        command.Options.Add(model);
        var circuit = new BareCircuitOptions(command, withInputs: false);
        var samplesFile = new Option<string?>("--samples-file")
        {
            Description = "The circuit's inputs as comma-separated values, one row per sample; a header line and a last column "
                + $"'{CircuitSamples.MaskColumn}' (0110: inputs 1 and 2 matter) may be there. Without it, inputs are drawn.",
            HelpName = "inputs.csv",
        };
        var range = new Option<string?>("--range")
        {
            Description = "Where the circuit's inputs are drawn uniformly without --samples-file; -pi to pi unless given.",
            HelpName = "LOW,HIGH",
        };
        var reference = new Option<string?>("--reference")
        {
            Description = "What stands for an absent input of the circuit, one number for all or one per input, and the methods' reference; "
                + "unless given, zero and what each method takes.",
            HelpName = "X,X,...",
        };
        var target = new Option<string?>("--class")
        {
            Description = "Which of several observables of the circuit is explained, by number; the first unless given.",
            HelpName = "N",
        };
        var data = new DataSetOptions(command);
        var samples = new Option<int>("--samples") { Description = "Number of samples, from the first on.", DefaultValueFactory = _ => 50, HelpName = "N" };
        var methods =
            new Option<string>("--methods") { Description = "'all' that apply, or a list with commas.", DefaultValueFactory = _ => All, HelpName = "a,b" };
        var metrics = new Option<string>("--metrics")
        {
            Description = "'all' whose needs are met, or a list with commas.",
            DefaultValueFactory = _ => All,
            HelpName = "a,b",
        };
        var watched = new Option<string>("--watch")
        {
            Description = "What perturbation metrics watch: the class's softmax 'probability' or its 'score', which alone a circuit has.",
            DefaultValueFactory = _ => "probability",
            HelpName = "probability|score",
        };
        var randomLabels = new Option<string?>("--random-label-model")
        {
            Description = "A model of the same architecture trained with --shuffle-labels, for the metric random-labels.",
            HelpName = "file.safetensors",
        };
        var randomLabelWeights = new Option<string?>("--random-label-weights")
        {
            Description = "The weights of the circuit after training on shuffled labels, for the metric random-labels.",
            HelpName = "W,W,...",
        };
        var journal = new Option<string?>("--journal")
        {
            Description = "Keep what is measured here, sample by sample; a cancelled run goes on from it.",
            HelpName = "file.jsonl",
        };
        var outFile = new Option<string?>("--out") { Description = "The table as a picture.", HelpName = "table.png" };
        var (seed, threads, json) = (CommonOptions.Seed(), CommonOptions.Threads(), CommonOptions.Json());
        Option[] all =
        [
            samplesFile, range, reference, target, samples, methods, metrics, watched, randomLabels, randomLabelWeights, journal, outFile, seed, threads, json,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var path = CommonOptions.CheckOutput(parsed, outFile);
            var journalPath = CommonOptions.CheckOutput(parsed, journal);
            IReadOnlyList<IExplainer> explainers = parsed.GetValue(methods) == All ? Explainers.All : [.. Names(methods, parsed).Select(Explainers.Find)];
            IReadOnlyList<IMetric> wanted = parsed.GetValue(metrics) == All ? MetricCatalogue.All : [.. Names(metrics, parsed).Select(MetricCatalogue.Find)];
            if (parsed.GetValue(samples) < 2)
            {
                throw new InputException($"--samples {parsed.GetValue(samples)}: at least 2 are needed for an interval.");
            }

            var work = circuit.IsGiven(parsed) ? OfCircuit(parsed) : OfPictures(parsed, wanted);
            var workers = CommonOptions.Workers(parsed, threads);
            MemoryNeeds.CheckExplanations(work.Model, explainers, Math.Min(workers, work.Count));
            var evaluation = new ExplanationEvaluation(work.Model, explainers, wanted, work.Options);
            RefuseNamed(
                evaluation,
                parsed.GetValue(methods) == All ? [] : explainers.Select(e => e.Name),
                parsed.GetValue(metrics) == All ? [] : wanted.Select(m => m.Name));
            using var kept = EvaluationJournal.Open(journalPath, evaluation, work.Data);
            var table = ProgressDisplay.Run(parsed.InvocationConfiguration.Error, "Evaluating", work.Count, "samples", report =>
                Interruptible.Run(
                    () =>
                    {
                        using var pool = new WorkerPool(workers);
                        return evaluation.Run(work.Count, work.Read, pool, cancellation, Report, kept.Known, kept.Keep);

                        void Report(int done)
                        {
                            if (!cancellation.IsCancellationRequested)
                            {
                                report(done, "");
                            }
                        }
                    },
                    cancellation));
            var output = parsed.InvocationConfiguration.Output;
            if (path is not null)
            {
                PngWriter.Write(path, EvaluationPicture.Draw(table));
            }

            if (parsed.GetValue(json))
            {
                Json.Write(output, EvaluationJson.Of(table, evaluation, work.Circuit));
            }
            else
            {
                output.Write(work.Circuit?.ToText() + table.ToText());
                if (path is not null)
                {
                    output.WriteLine($"Written to {path}.");
                }
            }

            return Task.FromResult(0);
        });
        return command;

        EvaluationWork OfPictures(ParseResult parsed, IReadOnlyList<IMetric> wanted)
        {
            circuit.Refuse(parsed);
            CommonOptions.Refuse(parsed, "it is for --circuit", samplesFile, range, reference, target, randomLabelWeights);
            var hybrid = HybridModel<float>.Load(
                parsed.GetValue(model) ?? throw new InputException("Nothing to explain was named: give --model FILE and a data set, or --circuit FILE."));
            var source = data.Open(parsed);
            ExplainInput.CheckFits(source, hybrid.Options);
            var reader = new EvaluationSamples(source, hybrid.Options);
            var options = new EvaluationOptions
            {
                Baseline = reader.Baseline,
                Watched = CommonOptions.Named<EvaluatedScore>(watched, parsed),
                HasMasks = true,
                RandomisedModels = wanted.Any(metric => metric.Needs.HasFlag(MetricNeeds.RandomisedModels))
                    ? [.. RandomisationCascade.Of(hybrid, parsed.GetValue(seed)).Select(stage => ExplainedModel.Of(stage.Model))]
                    : [],
                RandomLabelModel = parsed.GetValue(randomLabels) is { } file ? SameArchitecture(hybrid, file) : null,
                Seed = parsed.GetValue(seed),
            };
            return new(ExplainedModel.Of(hybrid), options, Math.Min(parsed.GetValue(samples), source.Count), reader.Read, reader.Read(0).Input.Span.ToArray());
        }

        EvaluationWork OfCircuit(ParseResult parsed)
        {
            if (data.IsGiven(parsed))
            {
                throw new InputException("--dataset would have no effect: --circuit names what is explained.");
            }

            data.Refuse(parsed, "--circuit names what is explained");
            CommonOptions.Refuse(parsed, "--circuit names what is explained", model, randomLabels);
            if (CommonOptions.IsGiven(parsed, watched) && CommonOptions.Named<EvaluatedScore>(watched, parsed) == EvaluatedScore.Probability)
            {
                throw new InputException("--watch probability: a circuit has no softmax; its score is watched.");
            }

            var (bare, name, rows) = circuit.ReadSamples(parsed, inputs => Rows(parsed, inputs));
            var observable = BareCircuitOptions.Observable(parsed.GetValue(target), bare.Observables.Count) ?? 0;
            Shape shape = new(rows.Inputs);
            var point = parsed.GetValue(reference) is { } text ? MethodOptions.Point(reference, text, shape, picture: null) : null;
            var options = new EvaluationOptions
            {
                Baseline = point ?? new Tensor<double>(shape),
                Explain = new() { Reference = point },
                Watched = EvaluatedScore.Score,
                HasMasks = rows.Masks is not null,
                RandomisedModels = [.. CircuitCascade.Of(bare, parsed.GetValue(seed)).Select(ExplainedModel.Of)],
                RandomLabelModel = parsed.GetValue(randomLabelWeights) is { } list ? WithWeights(bare, NumberList.Parse(randomLabelWeights, list)) : null,
                Seed = parsed.GetValue(seed),
            };
            var masks = (rows.Masks ?? []).SelectMany(mask => mask.Select(inside => inside ? 1.0 : 0));
            double[] known = [observable, point is null ? 0 : 1, .. options.Baseline.Span, .. rows.Rows.SelectMany(row => row), .. masks];
            return new(ExplainedModel.Of(bare), options, rows.Rows.Count, Sample, known)
            {
                Circuit = new(name, bare.Observables[observable].ToString(), rows.Description, [.. options.Baseline.Span]),
            };

            EvaluationSample Sample(int i) => new(Tensor<double>.From(shape, rows.Rows[i]), observable, rows.Masks?[i]);
        }

        CircuitSamples Rows(ParseResult parsed, int? inputs)
        {
            if (parsed.GetValue(samplesFile) is { } path)
            {
                CommonOptions.Refuse(parsed, "--samples-file names the inputs", range);
                return CircuitSamples.Read(path, parsed.GetValue(samples));
            }

            var bounds = parsed.GetValue(range) is { } text ? NumberList.Parse(range, text) : [-Math.PI, Math.PI];
            return bounds is not [var low, var high] || low >= high
                ? throw new InputException($"{range.Name} {parsed.GetValue(range)}: two numbers are needed, the lower one first.")
                : inputs is not { } count
                ? throw new InputException("A circuit in JSON needs --samples-file: as many of its first parameters as a row has values are its inputs.")
                : count == 0
                ? throw new InputException("The circuit has no inputs, so there is nothing whose relevance could be asked for.")
                : CircuitSamples.Uniform(parsed.GetValue(samples), count, low, high, parsed.GetValue(seed));
        }
    }

    private static string[] Names(Option<string> option, ParseResult parsed)
    {
        var names = parsed.GetValue(option)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return names.Length == 0 ? throw new InputException($"{option.Name} '{parsed.GetValue(option)}': at least one name is needed, or 'all'.")
            : twice is not null ? throw new InputException($"{option.Name}: {twice} is named twice.")
            : names;
    }

    /// <summary>What was asked for by name must not be left out in silence.</summary>
    private static void RefuseNamed(ExplanationEvaluation evaluation, IEnumerable<string> methods, IEnumerable<string> metrics)
    {
        foreach (var name in methods.Concat(metrics))
        {
            if (evaluation.Skipped.TryGetValue(name, out var reason))
            {
                throw new InputException($"{name}: {reason}");
            }
        }
    }

    private static ExplainedModel WithWeights(CircuitModel model, double[] weights) => weights.Length == model.Weights.Length
        ? ExplainedModel.Of(new CircuitModel(model.Circuit, model.Observables, weights))
        : throw new InputException(
            $"--random-label-weights has {weights.Length} values, but the circuit has {model.Weights.Length} weights; "
            + "the random-label check compares equal circuits.");

    private static ExplainedModel SameArchitecture(HybridModel<float> model, string file)
    {
        var other = HybridModel<float>.Load(file);
        return other.Architecture == model.Architecture
            ? ExplainedModel.Of(other)
            : throw new InputException($"--random-label-model {file}: its architecture is not that of --model; the random-label check compares equal models.");
    }
}
