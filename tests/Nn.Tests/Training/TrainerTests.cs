using QXai.Autodiff;
using QXai.Nn.Evaluation;
using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Nn.Optimisation;
using QXai.Nn.SafeTensors;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;

namespace QXai.Nn.Tests.Training;

public class TrainerTests
{
    private static readonly TrainingOptions Brief = new() { Epochs = 2, BatchSize = 24, Slots = 6, LearningRate = 0.01 };

    [Fact]
    public void ATinyHybridLearnsItsTask()
    {
        using var pool = new WorkerPool(2);
        var model = new HybridModel<float>(Models.Tiny, seed: 1);
        var trainer = new Trainer<float>(model, new QuadrantSource<float>(400, 1), Brief with { Epochs = 6, LearningRate = 0.02 }, pool);
        var result = trainer.Run();
        Assert.Equal(TrainingEnd.Completed, result.End);
        Assert.Equal(6, result.KeptEpoch);
        Assert.True(result.Epochs[^1].Loss < result.Epochs[0].Loss / 3, $"losses {string.Join(", ", result.Epochs.Select(epoch => epoch.Loss))}");
        Assert.InRange(new Evaluator<float>(model, pool).Evaluate(new QuadrantSource<float>(200, 77)).Accuracy, 0.98, 1);
    }

    public static TheoryData<string, HybridOptions, TrainingOptions> Runs => new()
    {
        { "plain", Models.Tiny, Brief },
        { "dropout, clipping and momentum", Models.Tiny with { Dropout = 0.3 }, Brief with { ClipNorm = 0.5, Optimizer = new Sgd(Momentum: 0.9) } },
        { "uneven slots", Models.Tiny, Brief with { BatchSize = 19, Slots = 7 } },
        { "batch norm", Models.Tiny with { BatchNorm = true }, Brief },
    };

    [Theory, MemberData(nameof(Runs), DisableDiscoveryEnumeration = true)]
    public void WeightsAreTheSameForAnyNumberOfWorkers(string run, HybridOptions architecture, TrainingOptions options)
    {
        _ = run;
        var one = Train(workers: 1);
        Assert.Equal(one, Train(workers: 2));
        Assert.Equal(one, Train(workers: 3));

        float[] Train(int workers)
        {
            using var pool = new WorkerPool(workers);
            var model = new HybridModel<float>(architecture, seed: 4);
            new Trainer<float>(model, new QuadrantSource<float>(61, 2, jitter: true), options, pool).Run();
            return Weights(model);
        }
    }

    [Theory, MemberData(nameof(Runs), DisableDiscoveryEnumeration = true)]
    public void InterruptedAndResumedIsUninterrupted(string run, HybridOptions architecture, TrainingOptions options)
    {
        _ = run;
        using var folder = new TemporaryFolder();
        using var pool = new WorkerPool(2);
        var (source, validation) = (new QuadrantSource<float>(61, 2, jitter: true), new QuadrantSource<float>(20, 3));
        var whole = new HybridModel<float>(architecture, seed: 4);
        var expected = new Trainer<float>(whole, source, options, pool, validation).Run();

        for (var stop = 1; stop < 8; stop += 2)
        {
            var path = folder.File($"state{stop}.safetensors");
            var first = new HybridModel<float>(architecture, seed: 4);
            var interrupted = new Trainer<float>(first, source, options, pool, validation);
            using var cancellation = new CancellationTokenSource();
            interrupted.Progress = progress => Cancel(progress.Step);
            if (interrupted.Run(cancellation.Token).End != TrainingEnd.Cancelled)
            {
                break;
            }

            interrupted.SaveState(path);
            var second = new HybridModel<float>(architecture, seed: 99);
            var resumed = new Trainer<float>(second, source, TrainingState.ReadOptions(path), pool, validation);
            resumed.LoadState(path);
            Assert.Equal(stop, resumed.Steps);
            var result = resumed.Run();
            Assert.Equal(expected.Epochs, result.Epochs);
            Assert.Equal(expected.KeptEpoch, result.KeptEpoch);
            Assert.Equal(Weights(whole), Weights(second));

            void Cancel(long step)
            {
                if (step == stop)
                {
                    cancellation.Cancel();
                }
            }
        }
    }

    [Fact]
    public void AStateSavedAfterAnEpochIsResumedToo()
    {
        using var folder = new TemporaryFolder();
        using var pool = new WorkerPool(2);
        var (source, validation, path) = (new QuadrantSource<float>(61, 2), new QuadrantSource<float>(20, 3), folder.File("state.safetensors"));
        foreach (var epoch in new[] { 1, 2 })
        {
            var whole = new HybridModel<float>(Models.Tiny, seed: 4);
            var trainer = new Trainer<float>(whole, source, Brief, pool, validation);
            trainer.EpochEnded = report => Save(report.Epoch);
            var expected = trainer.Run();
            var resumed = new HybridModel<float>(Models.Tiny, seed: 5);
            var second = new Trainer<float>(resumed, source, Brief, pool, validation);
            second.LoadState(path);
            Assert.Equal(expected.Epochs, second.Run().Epochs);
            Assert.Equal(Weights(whole), Weights(resumed));

            void Save(int ended)
            {
                if (ended == epoch)
                {
                    trainer.SaveState(path);
                }
            }
        }
    }

    [Fact]
    public void AnImpossiblePositionIsRefused()
    {
        using var folder = new TemporaryFolder();
        using var pool = new WorkerPool(1);
        var path = folder.File("state.safetensors");
        var trainer = new Trainer<float>(new HybridModel<float>(Models.Tiny), new QuadrantSource<float>(30, 1), Brief, pool);
        trainer.SaveState(path);
        var file = SafeTensorsFile.Read(path);
        var metadata = new Dictionary<string, string>(file.Metadata);
        metadata["qxai.training"] = metadata["qxai.training"].Replace("\"position\":0", "\"position\":7");
        new SafeTensorsFile(file.Entries.Values, metadata).Write(path);
        Assert.Equal(
            $"{path}: 'qxai.training' in its metadata cannot be read: step 0, epoch 0 and sample 7 of 30 do not belong together.",
            Assert.Throws<InputException>(() => trainer.LoadState(path)).Message);
    }

    [Theory, InlineData(16 * 1024), InlineData(1), InlineData(2 * 64)]
    public void TheGradientIsThatOfTheWholeBatch(int passElements)
    {
        var (source, indices) = (new QuadrantSource<double>(30, 5), Enumerable.Range(3, 17).ToArray());
        using var pool = new WorkerPool(2);
        var model = new HybridModel<double>(Models.Tiny, seed: 6);
        var step = new TrainingStep<double>(model, source, Brief with { BatchSize = 17, Slots = 5 }, pool, passElements: passElements);
        var (loss, correct, norm) = step.Differentiate(indices, 0, 0);

        var single = new MicroBatch<double>(model, source, 17);
        Tensor<double>[] gradients = [.. model.Parameters.Select(parameter => new Tensor<double>(parameter.Value.Shape))];
        var whole = single.Run(source, indices, 0, 17, 0, 0, gradients);
        Assert.Equal(whole.Loss, loss, 1e-12);
        Assert.Equal(whole.Correct, correct);
        Assert.Equal(GradientClipping.Norm(model.Parameters), norm, 1e-15);
        Assert.All(
            model.Parameters.Zip(gradients).SelectMany(pair => pair.First.Gradient.Span.ToArray().Zip(pair.Second.Span.ToArray())),
            pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void ALossThatIsNoNumberStopsTrainingBeforeTheWeightsChange()
    {
        using var pool = new WorkerPool(1);
        var model = new HybridModel<float>(Models.Tiny, seed: 1);
        model.Parameters[0].Value.Span[0] = float.NaN;
        var before = Weights(model);
        var trainer = new Trainer<float>(model, new QuadrantSource<float>(30, 1), Brief, pool);
        var exception = Assert.Throws<InputException>(() => trainer.Run());
        Assert.Equal(
            "Training: step 1 of epoch 1 gave a loss of NaN and a gradient of norm NaN; a learning rate below 0.01 or a clipping norm may help.",
            exception.Message);
        Assert.Equal(before, Weights(model));
    }

    [Fact]
    public void TheBestEpochIsKeptAndPatienceEndsTraining()
    {
        using var pool = new WorkerPool(1);
        var model = new HybridModel<float>(Models.Tiny, seed: 1);
        var validation = new QuadrantSource<float>(60, 3);
        var snapshots = new List<float[]>();
        var options = Brief with { Epochs = 50, LearningRate = 0.2, Patience = 2, Schedule = new ConstantSchedule() };
        var trainer =
            new Trainer<float>(model, new QuadrantSource<float>(120, 2), options, pool, validation) { EpochEnded = _ => snapshots.Add(Weights(model)) };
        var result = trainer.Run();
        Assert.Equal(TrainingEnd.StoppedEarly, result.End);
        Assert.Equal(result.KeptEpoch + 2, result.Epochs.Count);
        Assert.Equal(snapshots[result.KeptEpoch!.Value - 1], Weights(model));
        var best = result.Epochs.Max(epoch => epoch.ValidationAccuracy);
        Assert.Equal(best, new Evaluator<float>(model, pool).Evaluate(validation).Accuracy);
    }

    [Fact]
    public void ProgressCountsSamplesAndTime()
    {
        using var pool = new WorkerPool(1);
        var reports = new List<TrainingProgress>();
        var trainer = new Trainer<float>(new HybridModel<float>(Models.Tiny), new QuadrantSource<float>(50, 1), Brief, pool) { Progress = reports.Add };
        trainer.Run();
        Assert.Equal([(1, 24), (1, 48), (1, 50), (2, 24), (2, 48), (2, 50)], reports.Select(report => (report.Epoch, report.SamplesDone)));
        Assert.All(reports, report => Assert.True(report.ImagesPerSecond > 0 && report.Left >= TimeSpan.Zero && report.GradientNorm > 0));
        Assert.Equal(TimeSpan.Zero, reports[^1].Left);
        Assert.Equal(0.01, reports[0].LearningRate);
        Assert.True(reports[^1].LearningRate < 0.001);
    }

    [Fact]
    public void BatchNormMovesItsRunningStatisticsOncePerStep()
    {
        using var pool = new WorkerPool(2);
        var model = new Sequential<double>(
            "", new BatchNorm2d<double>("norm", 1, momentum: 1), new Flatten<double>("flat"), new Dense<double>("scores", 64, 4));
        model.Initialise(new SeededRandom(1));
        var source = new QuadrantSource<double>(10, 1);
        var step = new TrainingStep<double>(model, source, Brief, pool);
        step.Differentiate(Enumerable.Range(0, 10).ToArray(), 0, 0);
        var images = new double[640];
        for (var i = 0; i < 10; i++)
        {
            source.Read(i, 0, images.AsSpan(64 * i, 64));
        }

        Assert.Equal(images.Average(), model.Buffers[0].Value.Span[0], 1e-12);
        Assert.Equal(images.Sum(x => Math.Pow(x - images.Average(), 2)) / 639, model.Buffers[1].Value.Span[0], 1e-12);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        using var folder = new TemporaryFolder();
        using var pool = new WorkerPool(1);
        var (model, source) = (new HybridModel<float>(Models.Tiny), new QuadrantSource<float>(30, 1));
        Refuses("Training: 0 epochs must be at least 1.", () => Make(model, source, Brief with { Epochs = 0 }));
        Refuses("Training: a batch of 0 samples must have at least 1.", () => Make(model, source, Brief with { BatchSize = 0 }));
        Refuses("Training: 25 slots must be at least 1 and not more than the 24 samples of a batch.", () => Make(model, source, Brief with { Slots = 25 }));
        Refuses("Training: learning rate 0 must be above 0.", () => Make(model, source, Brief with { LearningRate = 0 }));
        Refuses("Training: clipping norm 0 must be above 0.", () => Make(model, source, Brief with { ClipNorm = 0 }));
        Refuses("Training: a patience of 0 epochs must be at least 1.", () => Make(model, source, Brief with { Patience = 0 }));
        Refuses("Training: a patience of 3 epochs needs validation data.", () => Make(model, source, Brief with { Patience = 3 }));
        Refuses("Data: the source has no samples.", () => Make(model, new QuadrantSource<float>(0, 1), Brief));
        Refuses(
            "Data: the samples have shape [1, 8, 8], but the model takes [1, 28, 28].",
            () => Make(new HybridModel<float>(new HybridOptions()), source, Brief));
        Refuses("Data: the source has 3 classes, but the model scores 4.", () => Make(model, new QuadrantSource<float>(30, 1, classes: 3), Brief).Run());

        var path = folder.File("state.safetensors");
        Make(model, source, Brief).SaveState(path);
        Refuses(
            $"{path}: a training state with other options: learningRate is 0.01 in the file, but 0.02 is expected.",
            () => Make(model, source, Brief with { LearningRate = 0.02 }).LoadState(path));
        Refuses(
            $"{path}: a training state with other data: samples is 30 in the file, but 31 is expected.",
            () => Make(model, new QuadrantSource<float>(31, 1), Brief).LoadState(path));
        Refuses(
            $"{path}: a model of another architecture: blocks is 2 in the file, but 3 is expected.",
            () => Make(new HybridModel<float>(Models.Tiny with { Blocks = 3 }), source, Brief).LoadState(path));
        model.Save(path);
        Refuses($"{path}: no training state: its metadata lacks 'qxai.training'.", () => Make(model, source, Brief).LoadState(path));

        Trainer<float> Make(Module<float> module, IBatchSource<float> data, TrainingOptions options) => new(module, data, options, pool);

        static void Refuses(string message, Action action) => Assert.Equal(message, Assert.Throws<InputException>(action).Message);
    }

    private static float[] Weights(Module<float> model) => [.. model.State.SelectMany(tensor => tensor.Value.Span.ToArray())];
}
