using QXai.Nn.Evaluation;
using QXai.Nn.Modules;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Cli.Infrastructure;

/// <summary>One training run with its progress on standard error and, if asked for, a state file from which it can be resumed: written after every
/// epoch, and where Ctrl-C ends the run in the midst of one.</summary>
internal static class TrainingRun
{
    public static TrainingResult Run(
        Module<float> model,
        IBatchSource<float> source,
        TrainingOptions options,
        WorkerPool pool,
        TextWriter error,
        CancellationToken cancellation,
        IBatchSource<float>? validation = null,
        string? stateFile = null,
        bool resume = false,
        int validated = Evaluator<float>.DefaultMicroBatch)
    {
        var trainer = new Trainer<float>(model, source, options, pool, validation, validated);
        if (resume)
        {
            trainer.LoadState(stateFile!);
        }

        return ProgressDisplay.Run(error, "Training", (long)options.Epochs * source.Count, "images", report =>
        {
            trainer.Progress = p => report(
                ((p.Epoch - 1L) * p.Samples) + p.SamplesDone,
                $"epoch {p.Epoch}/{p.Epochs}  loss {p.Loss:F4}  accuracy {p.Accuracy:P2}");
            if (stateFile is not null)
            {
                trainer.EpochEnded = _ => trainer.SaveState(stateFile);
            }

            var result = trainer.Run(cancellation);
            if (stateFile is not null && result.End == TrainingEnd.Cancelled)
            {
                trainer.SaveState(stateFile);
            }

            return result;
        });
    }
}
