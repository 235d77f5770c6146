using QXai.Nn.Hybrid;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Quantum.Batch;
using QXai.Xai.Methods;

namespace QXai.Cli.Infrastructure;

/// <summary>Refuses a training run or the explanation of a circuit that the machine's memory cannot hold, before anything of it is allocated.</summary>
internal static class MemoryNeeds
{
    /// <summary>Samples that each worker evaluates at once.</summary>
    private const int EvaluatedAtOnce = 16;

    /// <summary>
    /// An estimate in bytes, rather from below, 4 for each number: weights, their moments and one gradient per slot of a batch, and per worker the
    /// weights that Winograd's convolution keeps transformed; per sample that is on its way <see cref="CopiesOfMaps"/> of the maps of every
    /// convolution; and in the test at the end, which keeps its own tapes, half of that. A simulator of q qubits holds two states of 2^q complex
    /// numbers in training and one in the test, which each worker that has samples has of its own.
    /// </summary>
    public static double OfTraining(HybridOptions model, TrainingOptions training, int workers, int samples)
    {
        double weights = (double)model.BridgeShape.Count * model.Qubits;
        double kernels = 0;
        double maps = 0;
        var (inputs, height, width) = (model.InputShape[0], model.InputShape[1], model.InputShape[2]);
        for (var i = 0; i < model.Channels.Length; i++)
        {
            kernels += (double)inputs * model.Channels[i] * model.Kernel * model.Kernel;
            maps += (double)model.Channels[i] * height * width;
            inputs = model.Channels[i];
            (height, width) = (height / model.PoolAt(i + 1), width / model.PoolAt(i + 1));
        }

        double batch = Math.Min(training.BatchSize, samples);
        double slots = model.BatchNorm ? 1 : training.Slots;
        var pass = Math.Min(Math.Ceiling(training.BatchSize / slots), WorkingSet.PassOf(new Shape(model.InputShape.AsSpan()), model.BatchNorm));
        var trained = Math.Min(workers, slots);
        var onTheWay = Math.Min(batch, pass * trained);
        var tested = Math.Min(samples, EvaluatedAtOnce * workers);
        var transformed = model.Kernel == 3 ? kernels * 16 / 9 * (trained + workers) : 0;
        var state = (model.CircuitPrecision == Precision.Single ? 8 : 16) * Math.Pow(2, model.Qubits);
        var simulators = state * (2 * Math.Min(trained, batch) + Math.Min(workers, Math.Ceiling((double)samples / EvaluatedAtOnce)));
        return simulators + 4 * ((weights + kernels) * (4 + slots) + transformed + CopiesOfMaps(model.BatchNorm) * maps * (onTheWay + tested / 2.0));
    }

    /// <summary>
    /// Copies of a convolution's maps that training keeps per sample. With batch norm: those of convolution, norm and rectifier, each with its
    /// gradient. Without, the three are one operation, of which the output, its gradient and, measured, about half as much again are kept.
    /// </summary>
    private static double CopiesOfMaps(bool batchNorm) => batchNorm ? 6 : 2.5;

    /// <summary>
    /// The states of 2^n amplitudes that explanations of a bare circuit hold at the same time, counted from below: the run by which methods see what the
    /// model is made of, and for each input at work its own run with what the method adds. That is the costate of a slope or the state of a perturbed
    /// input; for the relevances of circuits, which look for root points, the three states of a gradient (adjoint method).
    /// </summary>
    public static int StatesOfExplanations(IEnumerable<IExplainer> methods, int inputsAtOnce) =>
        1 + inputsAtOnce * (1 + methods.Max(method => method is CircuitExplainer ? 3 : 1));

    /// <summary>Throws <see cref="InputException"/>, before anything is simulated, where explanations of a bare circuit do not fit into memory.</summary>
    public static void CheckExplanations(ExplainedModel model, IReadOnlyList<IExplainer> methods, int inputsAtOnce)
    {
        if (model.Bare is { Circuit.Qubits: var qubits })
        {
            var by = methods is [var method] ? method.Name : $"{methods.Count} methods";
            var at = inputsAtOnce > 1 ? $", {inputsAtOnce} samples at once," : "";
            Quantum.Simulation.MemoryBudget.RequireStates(
                $"Explaining a circuit of {qubits} qubits by {by}{at}", qubits, StatesOfExplanations(methods, inputsAtOnce));
        }
    }

    /// <summary>Throws <see cref="InputException"/> where the run needs more than the machine has.</summary>
    public static void Check(HybridOptions model, TrainingOptions training, int workers, int samples)
    {
        var (needed, available) = (OfTraining(model, training, workers, samples), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (needed > available)
        {
            throw new InputException(
                $"Training needs at least {needed / (1L << 30):F1} GiB, but the machine has {(double)available / (1L << 30):F1} GiB: "
                + "fewer --channels or --qubits, a smaller --batch or fewer --threads would help.");
        }
    }
}
