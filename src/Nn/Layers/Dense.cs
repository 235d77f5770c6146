using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Initialisation;
using QXai.Nn.Modules;
using QXai.Numerics.Random;

namespace QXai.Nn.Layers;

/// <summary>
/// Affine map of each row of x [n, in]: y[s, o] = sum_i weight[o, i] x[s, i] + bias[o]. Weight [out, in] by Xavier's uniform rule unless told
/// otherwise, bias [out] zero at first.
/// </summary>
public sealed class Dense<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> weight;
    private readonly Parameter<T>? bias;
    private readonly Initializer initializer;

    /// <summary>
    /// A layer from <paramref name="inputs"/> to <paramref name="outputs"/> numbers per row; its weights are zero until they are initialised.
    /// </summary>
    public Dense(string name, int inputs, int outputs, bool bias = true, Initializer? initializer = null)
        : base(name)
    {
        weight = AddParameter("weight", outputs, inputs);
        this.bias = bias ? AddParameter("bias", outputs) : null;
        this.initializer = initializer ?? Initializer.XavierUniform();
    }

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.Dense(x.Tape.Use(weight), bias is null ? null : x.Tape.Use(bias));

    /// <inheritdoc/>
    protected override void InitialiseOwn(SeededRandom random)
    {
        initializer.Draw<T>(weight.Value.Shape, random).Span.CopyTo(weight.Value.Span);
        bias?.Value.Span.Clear();
    }
}
