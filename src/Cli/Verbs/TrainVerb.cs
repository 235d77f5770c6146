using System.CommandLine;
using System.Diagnostics;
using QXai.Cli.Infrastructure;
using QXai.Data;
using QXai.Data.Images;
using QXai.Data.Transforms;
using QXai.Nn.Evaluation;
using QXai.Nn.Hybrid;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai train</c>: trains the hybrid model end to end on a data set, tests it, and writes the model file.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var command = new Command(
            "train",
            """
            Train the hybrid model end to end and write it as a .safetensors file.

            Example: qxai train --dataset mnist --data mnist/ --epochs 5 --seed 1 --out mnist.safetensors
            Example: qxai train --dataset images --data pets/ --augment --out pets.safetensors
            Example: qxai train --dataset speech --data timit/ --noise helicopter/ --out speech.safetensors
            Sizes and rates that are not given are those that suit the kind of data
            (for pictures and speech others than the defaults shown here, which are for digits).
            Ctrl-C keeps the state beside the model (OUT.state.safetensors); the same command with --resume goes on, to the same bits.
            """);
        var data = new DataSetOptions(command, withSplit: false);
        var outFile = new Option<string>("--out") { Description = "The model file to write.", Required = true, HelpName = "file.safetensors" };
        var augment = new Option<bool>("--augment")
        {
            Description = "Change the training images at random: digits are shifted, turned, scaled and warped; "
                + "photographs cropped, mirrored, recoloured and partly erased. (Speech is always mixed anew.)",
        };
        var held = new Option<double>("--validation")
        {
            Description = "Share of the training samples held out to choose the best epoch.",
            DefaultValueFactory = _ => 0,
            HelpName = "SHARE",
        };
        var shuffle = new Option<bool>("--shuffle-labels")
        {
            Description = "Deal the training labels out anew at random (by the seed): for the check whether explanations depend on what was learnt.",
        };
        var resume = new Option<bool>("--resume") { Description = "Go on with an interrupted run of the same command." };
        var (seed, threads, memory, json) = (CommonOptions.Seed(), CommonOptions.Threads(), MemoryBudget.Option(), CommonOptions.Json());
        foreach (var option in (Option[])[outFile, seed, threads, memory, augment, held, shuffle, resume, json])
        {
            command.Options.Add(option);
        }

        var architecture = new ArchitectureOptions(command);
        var optimisation = new OptimisationOptions(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var path = CommonOptions.CheckOutput(parsed.GetValue(outFile)!);
            var stateFile = path + ".state.safetensors";
            if (parsed.GetValue(resume) && !File.Exists(stateFile))
            {
                throw new InputException($"--resume: {stateFile} does not exist; there is no interrupted run of {path} to go on with.");
            }

            var error = parsed.InvocationConfiguration.Error;
            var recipe = Recipe.For(data.Name(parsed));
            var options = optimisation.Read(parsed, parsed.GetValue(seed), recipe);
            if (MemoryBudget.Read(parsed, memory) is null)
            {
                TrainingWarmup.Start(data.Name(parsed), pictures => architecture.Read(parsed, pictures, recipe.Model), options);
            }

            var (train, test) = (data.Open(parsed, DataSplit.Train), data.Open(parsed, DataSplit.Test));
            var (workers, atOnce) = (CommonOptions.Workers(parsed, threads), Evaluator<float>.DefaultMicroBatch);
            var architectureOptions = architecture.Read(parsed, train, recipe.Model);
            MemoryNeeds.Check(architectureOptions, options, workers, train.Count);
            var model = new HybridModel<float>(architectureOptions, parsed.GetValue(seed));
            foreach (var warning in model.Options.Warnings)
            {
                error.WriteLine("Warning: " + warning);
            }

            ExplainInput.CheckFits(test, model.Options);
            var (source, validation) = Sources(train, parsed.GetValue(held), parsed.GetValue(augment), parsed.GetValue(seed));
            if (MemoryBudget.Read(parsed, memory) is { } budget)
            {
                (options, workers, atOnce) = budget.Fit(
                    WorkingSet.Measure(model, source, options.Optimizer), options, model.MixesSamples, source.Count, workers, atOnce, error.WriteLine);
                budget.Hold();
            }

            using var pool = new WorkerPool(workers);
            if (parsed.GetValue(shuffle))
            {
                source = new ShuffledLabels<float>(source, parsed.GetValue(seed));
            }

            var clock = Stopwatch.StartNew();
            var result = TrainingRun.Run(model, source, options, pool, error, cancellation, validation, stateFile, parsed.GetValue(resume), atOnce);
            if (result.End == TrainingEnd.Cancelled)
            {
                error.WriteLine($"Cancelled; the state is in {stateFile}: the same command with --resume goes on.");
                return Runner.Cancelled;
            }

            var seconds = clock.Elapsed.TotalSeconds;
            var evaluation = Test(model, test, pool, atOnce, stateFile, cancellation);
            model.Save(path);
            File.Delete(stateFile);
            if (parsed.GetValue(json))
            {
                Json.Write(parsed.InvocationConfiguration.Output, new
                {
                    Model = path,
                    result.End,
                    result.KeptEpoch,
                    result.Epochs,
                    Seconds = seconds,
                    TestAccuracy = evaluation.Accuracy,
                    TestLoss = evaluation.Loss,
                    TestSamples = evaluation.Samples,
                    PeakResidentBytes = ResidentMemory.Peak,
                });
                return 0;
            }

            var output = parsed.InvocationConfiguration.Output;
            foreach (var epoch in result.Epochs)
            {
                var checkedBy = epoch.ValidationAccuracy is { } accuracy ? $"  validation {accuracy:P2}" : "";
                output.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F4}  training accuracy {epoch.Accuracy:P2}{checkedBy}");
            }

            output.WriteLine(
                $"{(result.End == TrainingEnd.StoppedEarly ? "Stopped early" : "Trained")} in {seconds:F1} s; "
                + $"the model of epoch {result.KeptEpoch} is in {path}.");
            output.WriteLine(
                $"Test accuracy {evaluation.Accuracy:P2} ({evaluation.Correct} of {evaluation.Samples}), loss {evaluation.Loss:F4}. "
                + $"{ResidentMemory.PeakLine()}");
            return 0;
        }
    }

    /// <summary>Tests the model before it is written: one whose scores are no numbers is not, and leaves no state from which they could only come
    /// again.</summary>
    private static ClassificationReport Test(
        HybridModel<float> model, IBatchSource<float> test, WorkerPool pool, int atOnce, string stateFile, CancellationToken cancellation)
    {
        try
        {
            return new Evaluator<float>(model, pool, atOnce).Evaluate(test, cancellation);
        }
        catch (InputException exception)
        {
            File.Delete(stateFile);
            throw new InputException($"The training went astray and no model was written: {exception.Message} A smaller --lr may help.", exception);
        }
    }

    private static (IBatchSource<float> Source, IBatchSource<float>? Validation) Sources(ImageSource<float> train, double share, bool augment, ulong seed)
    {
        if (share is not (>= 0 and < 1))
        {
            throw new InputException($"--validation {share}: a share in [0, 1) is needed.");
        }

        var varied = TrainingSource.Of(train, augment);
        IBatchSource<float>? validation = null;
        if (share > 0)
        {
            var (kept, heldOut) = train.Split(share, seed);
            if (kept.Count == 0 || heldOut.Count == 0)
            {
                throw new InputException(
                    $"--validation {share}: of {train.Count} samples it keeps {kept.Count} for training and holds {heldOut.Count} out; "
                    + "both need at least one.");
            }

            (varied, validation) = (new Subset<float>(varied, kept.Indices), heldOut);
        }

        return (varied, validation);
    }
}
