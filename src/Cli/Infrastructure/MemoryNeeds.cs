using QXai.Nn.Hybrid;
using QXai.Nn.Training;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>Refuses a training run that the machine's memory cannot hold, before anything of it is allocated.</summary>
internal static class MemoryNeeds
{
    /// <summary>Samples that each worker evaluates at once.</summary>
    private const int EvaluatedAtOnce = 16;

    /// <summary>
    /// An estimate from below in bytes, 4 for each number: weights, their moments and one gradient per slot of a batch; per sample that is on its way, the maps of every convolution and rectifier with
    /// their gradients; and in the test at the end, which keeps its own tapes, those maps without gradients. A simulator of q qubits holds at least two states of 16 * 2^q bytes; every worker
    /// has one for training and one for the test.
    /// </summary>
    public static double OfTraining(HybridOptions model, TrainingOptions training, int workers, int samples)
    {
        double weights = (double)model.BridgeShape.Count * model.Qubits;
        double maps = 0;
        var (inputs, height, width) = (model.InputShape[0], model.InputShape[1], model.InputShape[2]);
        for (var i = 0; i < model.Channels.Length; i++)
        {
            weights += (double)inputs * model.Channels[i] * model.Kernel * model.Kernel;
            maps += 4.0 * model.Channels[i] * height * width;
            inputs = model.Channels[i];
            (height, width) = (height / model.PoolAt(i + 1), width / model.PoolAt(i + 1));
        }

        var batch = Math.Min(training.BatchSize, samples);
        var slots = model.BatchNorm ? 1 : training.Slots;
        var onTheWay = Math.Min(batch, Math.Ceiling((double)training.BatchSize / slots) * Math.Min(workers, slots));
        var tested = EvaluatedAtOnce * workers;
        var simulators = 32 * Math.Pow(2, model.Qubits) * (Math.Min(workers, slots) + workers);
        return simulators + 4 * ((weights * (4 + slots)) + (maps * onTheWay) + (maps / 2 * tested));
    }

    /// <summary>Throws <see cref="InputException"/> where the run needs more than the machine has.</summary>
    public static void Check(HybridOptions model, TrainingOptions training, int workers, int samples)
    {
        var (needed, available) = (OfTraining(model, training, workers, samples), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (needed > available)
        {
            throw new InputException(
                $"Training needs at least {needed / (1L << 30):F1} GiB, but the machine has {(double)available / (1L << 30):F1} GiB: fewer --channels or --qubits, a smaller --batch or fewer --threads would help.");
        }
    }
}
