using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;
using QXai.Numerics.Random;

namespace QXai.Nn.Layers;

/// <summary>Multiplies by one trained number: y = s x. Parameter <c>scale</c> of shape [].</summary>
public sealed class LearnableScale<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> scale;
    private readonly double initial;

    /// <summary>A scale that is <paramref name="initial"/> once initialised.</summary>
    public LearnableScale(string name, double initial = 1)
        : base(name)
    {
        this.initial = initial;
        scale = AddParameter("scale");
    }

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.Multiply(x.Tape.Use(scale));

    /// <inheritdoc/>
    protected override void InitialiseOwn(SeededRandom random) => scale.Value.Span[0] = T.CreateTruncating(initial);
}
