using System.Numerics;
using QXai.Autodiff;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Autodiff.Tests;

/// <summary>Where the inputs of an op are drawn from.</summary>
internal enum Domain
{
    /// <summary>[-2, 2].</summary>
    Any,

    /// <summary>[0.5, 2.5].</summary>
    Positive,

    /// <summary>0.2 to 2, either sign: away from a kink or a pole at zero.</summary>
    AwayFromZero,

    /// <summary>Multiples of 1/4 in random order: no ties, so that a maximum has no kink near.</summary>
    Distinct,
}

/// <summary>One line of the op catalogue: how to build the op on its inputs, in both precisions, and what the inputs look like.</summary>
internal sealed record OpCase(
    string Name,
    Func<Node<double>[], Node<double>> InDouble,
    Func<Node<float>[], Node<float>> InFloat,
    Domain Domain,
    params int[][] Shapes)
{
    public bool Training { get; init; } = true;

    /// <summary>The tensors for the op's inputs.</summary>
    public Tensor<double>[] Draw(ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Shapes.Select(extents => Draw(new Shape(extents), random))];
    }

    /// <summary>Records the op on leaves that hold copies of the values; <paramref name="wanted"/> says which need a gradient (all, by default).</summary>
    public Node<T> Record<T>(Tensor<double>[] values, Func<int, bool>? wanted = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = new Tape<T>(Training) { Draw = 7 };
        return Build([.. values.Select((value, i) => tape.Input(value.To<T>(), wanted?.Invoke(i) ?? true))]);
    }

    /// <summary>The op on given nodes.</summary>
    public Node<T> Build<T>(Node<T>[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (Node<T>)(object)(typeof(T) == typeof(float) ? InFloat((Node<float>[])(object)inputs) : InDouble((Node<double>[])(object)inputs));

    private Tensor<double> Draw(Shape shape, SeededRandom random)
    {
        var tensor = new Tensor<double>(shape);
        for (var i = 0; i < tensor.Length; i++)
        {
            tensor.Span[i] = Domain switch
            {
                Domain.Any => random.NextDouble(-2, 2),
                Domain.Positive => random.NextDouble(0.5, 2.5),
                Domain.AwayFromZero => random.NextDouble(0.2, 2) * (random.NextInt(2) == 0 ? 1 : -1),
                _ => 0.25 * (i - tensor.Length / 2),
            };
        }

        if (Domain == Domain.Distinct)
        {
            random.Shuffle(tensor.Span);
        }

        return tensor;
    }
}
