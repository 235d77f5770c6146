using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Quantum.Encodings;

namespace QXai.Nn.Hybrid;

/// <summary>What must hold for options to describe a hybrid model; every refusal names the option, its value and the reason.</summary>
internal static class HybridChecks
{
    private const int MostWeights = 1_000_000;

    public static void Check(HybridOptions options)
    {
        CheckImages(options);
        CheckConvolutions(options);
        CheckCircuit(options);
        CheckClasses(options);
    }

    private static void CheckImages(HybridOptions options)
    {
        var shape = options.InputShape;
        Require(shape.Length == 3 && shape.All(extent => extent >= 1), $"input shape {List(shape)} must be [channels, height, width], each at least 1.");
        Require(options.Mean.Length == shape[0], $"{options.Mean.Length} means were given for images of {shape[0]} channels.");
        Require(
            options.StandardDeviation.Length == shape[0],
            $"{options.StandardDeviation.Length} standard deviations were given for images of {shape[0]} channels.");
        Require(options.Mean.All(double.IsFinite), $"means {List(options.Mean)} must be finite numbers.");
        Require(options.StandardDeviation.All(s => s > 0 && double.IsFinite(s)), $"standard deviations {List(options.StandardDeviation)} must be above 0.");
    }

    private static void CheckConvolutions(HybridOptions options)
    {
        var (count, pools) = (options.Channels.Length, options.PoolAfter);
        Require(
            count >= 1 && options.Channels.All(channels => channels >= 1),
            $"channels {List(options.Channels)} must name at least one convolution, each with at least 1.");
        Require(options.Kernel >= 1 && options.Kernel % 2 == 1, $"kernel size {options.Kernel} must be odd, so that padding keeps the image's size.");
        Require(
            pools.All(pool => pool >= 1 && pool <= count) && pools.Zip(pools.Skip(1)).All(pair => pair.First < pair.Second),
            $"pooling after convolutions {List(pools)} must name some of the convolutions 1 to {count}, ascending.");
        Require(options.PoolSize >= 1, $"pooling by {options.PoolSize} must be by at least 1.");
        Require(
            options.PoolSizes is not { } sizes || (sizes.Length == pools.Length && sizes.All(size => size >= 1)),
            $"pooling by {List(options.PoolSizes ?? [])} must name a size of at least 1 for each of the {pools.Length} poolings.");
        var smallest = Math.Min(options.InputShape[1], options.InputShape[2]);
        Require(
            options.Pooled(smallest) >= 1,
            $"max-pooling by {(options.PoolSizes is { } each ? List(each) : options.PoolSize.ToString())}, {pools.Length} times, "
            + $"leaves nothing of images of {options.InputShape[1]} x {options.InputShape[2]} pixels.");
        Require(options.BridgePool is null or >= 1, $"the pooling before the bridge to {options.BridgePool} pixels must leave at least 1.");
        Require(
            options.BridgePool is null || options.BridgePool <= smallest,
            $"the pooling before the bridge to {options.BridgePool} pixels must not exceed the images' {smallest}.");
        CheckSizes(options);
        Require(options.Dropout is >= 0 and < 1, $"dropout probability {options.Dropout} must lie in [0, 1).");
    }

    /// <summary>Every tensor of the model and every map of one image must be countable by an int; kernels may not reach beyond all padding.</summary>
    private static void CheckSizes(HybridOptions options)
    {
        var (height, width) = (options.InputShape[1], options.InputShape[2]);
        var widest = (2 * (long)Math.Max(height, width)) - 1;
        Require(
            options.Kernel <= widest,
            $"kernel size {options.Kernel} reaches beyond the padding of images of {height} x {width} pixels on every side; at most {widest} makes sense.");
        Require(
            (Int128)options.InputShape[0] * height * width <= int.MaxValue,
            $"input shape {List(options.InputShape)} has more than {int.MaxValue} elements.");
        var inputs = options.InputShape[0];
        foreach (var outputs in options.Channels)
        {
            Require(
                (Int128)outputs * inputs * options.Kernel * options.Kernel <= int.MaxValue && (Int128)outputs * height * width <= int.MaxValue,
                $"channels {List(options.Channels)} with images of {height} x {width} pixels and kernel size {options.Kernel} "
                + $"need tensors of more than {int.MaxValue} elements.");
            inputs = outputs;
        }
    }

    private static void CheckCircuit(HybridOptions options)
    {
        Require(options.Qubits is >= 1 and <= 24, $"{options.Qubits} qubits are outside 1 to 24.");
        Require(options.Blocks >= 1, $"{options.Blocks} blocks must be at least 1.");
        Require(
            (Int128)options.Blocks * options.Qubits * options.Rotations.Length <= MostWeights,
            $"{options.Blocks} blocks of {options.Rotations.Length} rotations on {options.Qubits} qubits have more than {MostWeights} weights.");
        Require(
            HybridCircuit.EncodingGates.Contains(options.EncodingGate),
            $"encoding gate '{options.EncodingGate}' is none of {string.Join(", ", HybridCircuit.EncodingGates)}.");
        Require(
            options.Encoding != EncodingKind.RyRzArctan || (options.EncodingGate == "H" && options.EncodingAxis == Axis.Y),
            $"encoding gate {options.EncodingGate} and axis {options.EncodingAxis} were given for the RY-RZ arctan encoding, "
            + "whose gates are fixed (H, then y and z).");
        Require(
            options.Rotations.Length >= 1 && options.Rotations.All(axis => axis is 'x' or 'y' or 'z'),
            $"rotations '{options.Rotations}' must be one or more of the axes x, y, z.");
    }

    private static void CheckClasses(HybridOptions options)
    {
        var (classes, linear) = (options.Classes, options.Head == Head.Linear);
        Require(classes >= 2, $"{classes} classes must be at least 2.");
        Require(options.ClassNames.All(name => name.Length > 0), "a class has an empty name.");
        var twice = options.ClassNames.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        Require(twice is null, $"two classes are called '{twice}'.");
        Require(options.InitialScale > 0 && double.IsFinite(options.InitialScale), $"initial scale {options.InitialScale} must be above 0.");
        if (options.Observables.IsEmpty)
        {
            Require(
                linear || classes <= options.Qubits,
                $"{classes} classes need as many qubits, one Pauli-Z each, but there are {options.Qubits}; a linear head has no such limit.");
        }
        else
        {
            Require(
                linear || classes == options.Observables.Length,
                $"{options.Observables.Length} observables were given for {classes} classes; only a linear head allows that.");
            HybridCircuit.Observables(options);
        }
    }

    private static string List<TItem>(ImmutableArray<TItem> items) => $"[{string.Join(", ", items)}]";

    private static void Require(bool condition, string text)
    {
        if (!condition)
        {
            throw new InputException($"Model: {text}");
        }
    }
}
