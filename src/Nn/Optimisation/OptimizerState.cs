using System.Numerics;
using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Nn.Optimisation;

/// <summary>
/// What an optimiser remembers between steps: the number of steps done and the moments of every weight (zero at first). The trainer advances it once
/// per step and then lets its workers update disjoint ranges of weights; <see cref="Step"/> does both for whoever works on one thread.
/// </summary>
public sealed class OptimizerState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<Parameter<T>> parameters;
    private readonly Tensor<T>[][] moments;

    /// <summary>Fresh moments for <paramref name="parameters"/> under a rule.</summary>
    public OptimizerState(Optimizer rule, IReadOnlyList<Parameter<T>> parameters)
    {
        rule.Validate();
        (Rule, this.parameters) = (rule, parameters);
        moments = [.. Enumerable.Range(0, rule.Moments).Select(_ => parameters.Select(parameter => new Tensor<T>(parameter.Value.Shape)).ToArray())];
    }

    /// <summary>The rule.</summary>
    public Optimizer Rule { get; }

    /// <summary>Steps done.</summary>
    public long Steps { get; internal set; }

    /// <summary>Moment <paramref name="order"/> (0: first, 1: second) of a parameter.</summary>
    public Tensor<T> Moment(int order, int parameter) => moments[order][parameter];

    /// <summary>
    /// One step of all weights by <see cref="Parameter{T}.Gradient"/>, which is scaled down first where its norm over all weights exceeds <paramref
    /// name="clipNorm"/>.
    /// </summary>
    public void Step(double learningRate, double? clipNorm = null)
    {
        var scale = clipNorm is { } limit ? GradientClipping.Scale(GradientClipping.Norm(parameters), limit) : 1;
        Advance();
        for (var i = 0; i < parameters.Count; i++)
        {
            Update(i, 0, parameters[i].Value.Length, learningRate, scale);
        }
    }

    /// <summary>Begins a step: to be called once, before the step's updates.</summary>
    internal void Advance() => Steps++;

    /// <summary>Updates elements [start, start + length) of a parameter; safe to call from several threads for disjoint ranges.</summary>
    internal void Update(int parameter, int start, int length, double learningRate, double gradientScale)
    {
        var first = moments.Length > 0 ? moments[0][parameter].Span.Slice(start, length) : default;
        var second = moments.Length > 1 ? moments[1][parameter].Span.Slice(start, length) : default;
        Rule.Update(
            Steps, learningRate, gradientScale,
            parameters[parameter].Value.Span.Slice(start, length), parameters[parameter].Gradient.Span.Slice(start, length), first, second);
    }
}
