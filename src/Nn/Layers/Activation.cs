using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;

namespace QXai.Nn.Layers;

/// <summary>An elementwise function without parameters, as a module: <c>Activation&lt;float&gt;.Relu("conv1.relu")</c>.</summary>
public sealed class Activation<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<Node<T>, Node<T>> function;

    private Activation(string name, Func<Node<T>, Node<T>> function, bool isRelu = false)
        : base(name) => (this.function, IsRelu) = (function, isRelu);

    /// <summary>Whether this is the rectifier.</summary>
    internal bool IsRelu { get; }

    /// <inheritdoc cref="ReluOp{T}"/>
    public static Activation<T> Relu(string name) => new(name, x => x.Relu(), isRelu: true);

    /// <inheritdoc cref="LeakyReluOp{T}"/>
    public static Activation<T> LeakyRelu(string name, double slope = 0.01) => new(name, x => x.LeakyRelu(slope));

    /// <inheritdoc cref="GeluOp{T}"/>
    public static Activation<T> Gelu(string name) => new(name, x => x.Gelu());

    /// <inheritdoc cref="SoftplusOp{T}"/>
    public static Activation<T> Softplus(string name) => new(name, x => x.Softplus());

    /// <inheritdoc cref="TanhOp{T}"/>
    public static Activation<T> Tanh(string name) => new(name, x => x.Tanh());

    /// <inheritdoc cref="SigmoidOp{T}"/>
    public static Activation<T> Sigmoid(string name) => new(name, x => x.Sigmoid());

    /// <inheritdoc cref="AtanOp{T}"/>
    public static Activation<T> Atan(string name) => new(name, x => x.Atan());

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => function(x);
}
