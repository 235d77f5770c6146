using System.Numerics;
using QXai.Nn.Initialisation;
using QXai.Nn.Layers;
using QXai.Nn.Modules;

namespace QXai.Nn.Hybrid;

/// <summary>F of (Q3), which the hybrid model and its classical twin share: convolutions with rectifiers and poolings, then the dense bridge to the
/// angles.</summary>
internal static class FeatureLayers
{
    /// <summary>
    /// The bridge's first weights keep the angles well below a right angle: the first scores are products of sines of several angles, and with angles
    /// all around the circle training starts on a plateau (200 steps on MNIST: 88 % with 0.15, 81 % with 0.05, 79 % with 0.4, 10 % with 1).
    /// </summary>
    private const double BridgeGain = 0.15;

    public static IEnumerable<Module<T>> Of<T>(HybridOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var inputs = options.InputShape[0];
        for (var i = 1; i <= options.Channels.Length; i++)
        {
            var outputs = options.Channels[i - 1];
            var bias = options.ConvolutionBias && !options.BatchNorm;
            yield return new Conv2d<T>($"conv{i}", inputs, outputs, options.Kernel, padding: options.Kernel / 2, bias: bias);
            if (options.BatchNorm)
            {
                yield return new BatchNorm2d<T>($"conv{i}.norm", outputs);
            }

            yield return Activation<T>.Relu($"conv{i}.relu");
            if (options.PoolAfter.Contains(i))
            {
                yield return new MaxPool<T>($"pool{i}", options.PoolAt(i));
            }

            inputs = outputs;
        }

        if (options.BridgePool is { } size)
        {
            yield return new AdaptiveAveragePool<T>("features", size, size);
        }

        yield return new Flatten<T>("flat");
        if (options.Dropout > 0)
        {
            yield return new Dropout<T>("dropout", options.Dropout);
        }

        yield return new Dense<T>("angles", options.BridgeShape.Count, options.Qubits, initializer: Initializer.KaimingUniform(BridgeGain));
    }
}
