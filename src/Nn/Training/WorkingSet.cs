using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Autodiff;
using QXai.Nn.Modules;
using QXai.Nn.Optimisation;
using QXai.Numerics;

namespace QXai.Nn.Training;

/// <summary>
/// The bytes that training and testing a model hold, measured rather than guessed: micro-batches of one and of two samples are recorded and run on
/// the calling thread, and what they allocate is divided into a fixed share (workspaces, states of a circuit) and one per sample (maps and their
/// gradients). The weights and running statistics are as before afterwards.
/// </summary>
/// <param name="Weights">One copy of all weights.</param>
/// <param name="WeightCopies">How many copies there are besides one gradient per slot: values, gradient, moments, the best so far.</param>
/// <param name="TrainingFixed">A training tape's fixed share.</param>
/// <param name="TrainingPerSample">What each of its samples adds.</param>
/// <param name="TestingFixed">A testing tape's fixed share.</param>
/// <param name="TestingPerSample">What each of its samples adds.</param>
public sealed record WorkingSet(
    long Weights, int WeightCopies, long TrainingFixed, long TrainingPerSample, long TestingFixed, long TestingPerSample)
{
    /// <summary>What kernels keep for themselves per thread, at most.</summary>
    private const long PerThread = 4 << 20;

    /// <summary>The most samples that go through the model at once in training; larger slots take several passes.</summary>
    public int SamplesPerPass { get; init; } = int.MaxValue;

    /// <summary>The same for samples of a shape; a model that mixes the samples of a batch takes all of it at once.</summary>
    public static int PassOf(Shape sample, bool mixesSamples) => mixesSamples ? int.MaxValue : TrainingStep<float>.SamplesPerPass(sample);

    /// <summary>Measures a model with samples of a source; <paramref name="rule"/> says how many moments its weights have.</summary>
    public static WorkingSet Measure<T>(Module<T> model, IBatchSource<T> source, Optimizer rule)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ModelChecks.CheckSource(model, source);
        Tensor<T>[] gradients = [.. model.Parameters.Select(parameter => new Tensor<T>(parameter.Value.Shape))];
        Tensor<T>[] before = [.. model.Buffers.Select(buffer => buffer.Value.Clone())];
        var (trainingFixed, trainingPerSample) = Shares(samples =>
            new MicroBatch<T>(model, source, samples).Run(source, new int[samples], 0, samples, 0, 0, gradients));
        foreach (var (buffer, value) in model.Buffers.Zip(before))
        {
            value.Span.CopyTo(buffer.Value.Span);
        }

        var (testingFixed, testingPerSample) = Shares(samples =>
            model.Apply(new Tape<T> { Fuses = true }.Input(new Tensor<T>(new Shape([samples, .. source.SampleShape.Extents])))));
        var weights = model.Parameters.Sum(parameter => (long)parameter.Value.Length) * Unsafe.SizeOf<T>();
        return new WorkingSet(weights, 3 + rule.Moments, trainingFixed, trainingPerSample, testingFixed, testingPerSample)
        {
            SamplesPerPass = PassOf(source.SampleShape, model.MixesSamples),
        };
    }

    /// <summary>
    /// Bytes of training: all copies of the weights, one gradient per slot, and per worker a tape for a pass of samples, one for the rest of a slot
    /// that takes several passes, and one for the rest of the last batch.
    /// </summary>
    public long OfTraining(int slotSize, int slots, int workers)
    {
        var pass = Math.Min(slotSize, SamplesPerPass);
        var rests = slotSize > pass ? 2 : 1;
        var tapes = (1 + rests) * TrainingFixed + (pass + rests * (pass - 1L)) * TrainingPerSample;
        return Weights * (WeightCopies + slots) + Math.Min(workers, slots) * (tapes + PerThread);
    }

    /// <summary>Bytes of testing: per worker a tape of <paramref name="microBatch"/> samples, and one more tape for the last samples.</summary>
    public long OfTesting(int microBatch, int workers) => (workers + 1) * (TestingFixed + microBatch * TestingPerSample) + workers * PerThread;

    /// <summary>The first run, which is not counted, leaves behind what threads keep and what is made once per program.</summary>
    private static (long Fixed, long PerSample) Shares(Action<int> run)
    {
        run(1);
        var (one, two) = (Allocated(1), Allocated(2));
        var perSample = Math.Max(0, two - one);
        return (Math.Max(0, one - perSample), perSample);

        long Allocated(int samples)
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            run(samples);
            return GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }
}
