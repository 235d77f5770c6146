using QXai.Cli.Infrastructure;
using QXai.Data.Digits;
using QXai.Nn.Hybrid;
using QXai.Nn.Optimisation;
using QXai.Nn.SafeTensors;
using QXai.Nn.Training;
using QXai.Numerics.Parallel;

namespace QXai.Cli.Tests;

/// <summary>When a run writes its state: after every epoch, and where it is cancelled in the midst of one.</summary>
public class TrainingRunTests
{
    private static readonly TrainingOptions Options =
        new() { Epochs = 30, BatchSize = 20, LearningRate = 0.3, Patience = 2, Schedule = new ConstantSchedule() };

    [Fact]
    public void A_finished_run_leaves_the_state_of_its_last_epoch_from_which_it_ends_the_same_way()
    {
        using var folder = new TemporaryFolder();
        var (model, state) = (Model(), folder["state.safetensors"]);
        var result = Run(model, state, resume: false, default);
        Assert.Equal((TrainingEnd.StoppedEarly, result.Epochs.Count - 2), (result.End, result.KeptEpoch));

        // The model is that of the best epoch, the state still that of the last one: nothing was written when the best weights were put back.
        Assert.NotEqual(Weights(model), Saved(state));

        var other = Model();
        var again = Run(other, state, resume: true, default);
        Assert.Equal((result.End, result.KeptEpoch), (again.End, again.KeptEpoch));
        Assert.Equal(Weights(model), Weights(other));
    }

    [Fact]
    public void A_run_cancelled_before_its_first_step_leaves_a_state_too()
    {
        using var folder = new TemporaryFolder();
        var (model, state) = (Model(), folder["state.safetensors"]);
        Assert.Equal(TrainingEnd.Cancelled, Run(model, state, resume: false, new CancellationToken(canceled: true)).End);
        Assert.Equal(Weights(model), Saved(state));
    }

    private static TrainingResult Run(HybridModel<float> model, string state, bool resume, CancellationToken cancellation)
    {
        using var pool = new WorkerPool(1);
        var (train, held) = (new GeneratedDigits<float>(1, 60), new GeneratedDigits<float>(2, 40));
        return TrainingRun.Run(model, train, Options, pool, TextWriter.Null, cancellation, held, state, resume);
    }

    private static HybridModel<float> Model() =>
        new(new HybridOptions { Channels = [2], PoolAfter = [1], PoolSize = 7, Qubits = 3, Blocks = 1, Head = Head.Linear }, seed: 1);

    private static float[] Weights(HybridModel<float> model) => [.. model.Parameters.SelectMany(parameter => parameter.Value.Span.ToArray())];

    /// <summary>The weights in a state file, in the order of the model's parameters.</summary>
    private static float[] Saved(string state)
    {
        var file = SafeTensorsFile.Read(state);
        return [.. Model().Parameters.SelectMany(parameter => file.Entries[$"weights.{parameter.Name}"].ToTensor<float>().Span.ToArray())];
    }
}
