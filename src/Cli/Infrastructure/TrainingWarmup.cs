using System.CommandLine;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Data.Idx;
using QXai.Data.Images;
using QXai.Nn.Evaluation;
using QXai.Nn.Hybrid;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// Trains on a small model and a few pictures that are thrown away, for the sake of the code and not of the result. .NET compiles a method when it is
/// first called: training, which calls thousands, would spend its first half second on compiling. This runs them (two steps, an evaluation, a model
/// description) on other threads while the main one reads and unpacks the data, so that the code is there when the data are. It draws on no random
/// numbers and changes no weights of the run: leaving it out gives the same bits, half a second later.
/// </summary>
internal static class TrainingWarmup
{
    /// <summary>Begins, for pictures of the size of MNIST's; does nothing where the data are others, which take longer to train on than code takes to
    /// compile.</summary>
    public static void Start(string? dataset, Func<ImageSource<float>, HybridOptions> architecture, TrainingOptions options)
    {
        if (dataset is "mnist" or "digits")
        {
            _ = Task.Run(() => Run(architecture, options));
        }
    }

    private static void Run(Func<ImageSource<float>, HybridOptions> architecture, TrainingOptions options)
    {
        try
        {
            var pictures = new Ramps(2 * Math.Min(options.BatchSize, 64));
            var chosen = architecture(pictures);
            MemoryNeeds.Check(chosen, options, workers: 1, pictures.Count);
            var model = new HybridModel<float>(chosen, seed: 0);
            _ = Task.Run(() => Circuit(model));
            using var pool = new WorkerPool(1);
            new Trainer<float>(model, pictures, options with { BatchSize = pictures.Count / 2, Epochs = 1, Patience = null }, pool).Run();
            new Evaluator<float>(model, pool).Evaluate(pictures);
            model.Options.ToJson();
        }
        catch (InputException)
        {
            // The run itself finds the same fault in the same options, and says so.
        }
    }

    /// <summary>The circuit alone, forward and backward: what is compiled for it shares little with the rest, and so need not wait for it.</summary>
    private static void Circuit(HybridModel<float> model)
    {
        const int samples = 8;
        var tape = new Tape<float>(training: true);
        var angles = tape.Input(new Tensor<float>(new Shape(samples, model.Circuit.Inputs)), needsGradient: true);
        tape.Backward(model.ApplyToAngles(angles).CrossEntropy(new int[samples]));
    }

    /// <summary>Pictures of 28 x 28 grey ramps: no pixel, and so hardly an activation, is zero, and all of the code is needed.</summary>
    private sealed class Ramps(int count) : ImageSource<float>(new Shape(1, 28, 28), count, Mnist.Digits, Normalisation.Unit)
    {
        private readonly byte[] pixels = [.. Enumerable.Range(0, 28 * 28).Select(i => (byte)((37 * (i % 28)) + (11 * (i / 28))))];

        public override int Label(int index) => index % ClassNames.Count;

        public override ReadOnlySpan<byte> Pixels(int index) => pixels;
    }
}
