using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Initialisation;
using QXai.Nn.Modules;
using QXai.Numerics.Random;

namespace QXai.Nn.Layers;

/// <summary>
/// Convolution of images x [n, in, H, W] with a square kernel (<see cref="Conv2dOp{T}"/>). Weight [out, in, kernel, kernel] by Kaiming's uniform rule
/// for rectifiers unless told otherwise, bias [out] zero at first.
/// </summary>
public sealed class Conv2d<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> weight;
    private readonly Parameter<T>? bias;
    private readonly Initializer initializer;
    private readonly int stride, padding;

    /// <summary>
    /// A layer from <paramref name="inputs"/> to <paramref name="outputs"/> channels; its weights are zero until they are initialised.
    /// </summary>
    public Conv2d(string name, int inputs, int outputs, int kernel, int stride = 1, int padding = 0, bool bias = true, Initializer? initializer = null)
        : base(name)
    {
        (this.stride, this.padding) = (stride, padding);
        weight = AddParameter("weight", outputs, inputs, kernel, kernel);
        this.bias = bias ? AddParameter("bias", outputs) : null;
        this.initializer = initializer ?? Initializer.KaimingUniform(Initializer.ReluGain);
    }

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.Conv2d(x.Tape.Use(weight), bias is null ? null : x.Tape.Use(bias), stride, padding);

    /// <summary>The convolution with a rectifier and, for a <paramref name="pool"/> above 1, a max-pooling behind it, as a part of one node.</summary>
    internal ConvReluPoolLayer<T> WithReluAndPool(Tape<T> tape, int pool) => new(tape.Use(weight), bias is null ? null : tape.Use(bias), stride, padding, pool);

    /// <inheritdoc/>
    protected override void InitialiseOwn(SeededRandom random)
    {
        initializer.Draw<T>(weight.Value.Shape, random).Span.CopyTo(weight.Value.Span);
        bias?.Value.Span.Clear();
    }
}
