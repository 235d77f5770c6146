using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Layers;

/// <summary>
/// Batch normalisation of images x [n, C, H, W] per channel (<see cref="BatchNorm2dOp{T}"/>): weight [C] one, bias [C] zero at first. The running
/// mean (0 at first) and variance (1) are buffers: saved with the model, moved by every forward pass of a training tape, never trained. A model with
/// this layer is trained with the whole batch on one tape, so that the statistics are the batch's.
/// </summary>
public sealed class BatchNorm2d<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> weight, bias;
    private readonly Tensor<T> runningMean, runningVariance;
    private readonly double momentum, epsilon;

    /// <summary>A layer for <paramref name="channels"/> channels; its weights are zero until they are initialised.</summary>
    public BatchNorm2d(string name, int channels, double momentum = 0.1, double epsilon = 1e-5)
        : base(name)
    {
        (this.momentum, this.epsilon) = (momentum, epsilon);
        weight = AddParameter("weight", channels);
        bias = AddParameter("bias", channels);
        runningMean = AddBuffer("running_mean", new Tensor<T>(new Shape(channels)));
        runningVariance = AddBuffer("running_var", Tensor<T>.Full(new Shape(channels), T.One));
    }

    /// <inheritdoc/>
    public override bool MixesSamples => true;

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) =>
        x.BatchNorm2d(x.Tape.Use(weight), x.Tape.Use(bias), runningMean, runningVariance, momentum, epsilon);

    /// <inheritdoc/>
    protected override void InitialiseOwn(SeededRandom random)
    {
        weight.Value.Span.Fill(T.One);
        bias.Value.Span.Clear();
        runningMean.Span.Clear();
        runningVariance.Span.Fill(T.One);
    }
}
