using System.Collections.Immutable;

namespace QXai.Quantum.Batch.Plans;

/// <summary>theta = Constant + sum over Parts of their values: the angle of several gates that have become one. No part is a constant.</summary>
internal sealed record AngleSum(double Constant, ImmutableArray<Angle> Parts)
{
    /// <summary>Whether nothing but the constant is there.</summary>
    public bool IsConstant => Parts.IsEmpty;

    /// <summary>Whether the samples of a batch have different values. A product of an input and a weight has the input first.</summary>
    public bool IsPerSample => Parts.Any(part => part.Source == AngleSource.Input);

    /// <summary>The sum of one angle.</summary>
    public static AngleSum Of(Angle angle) => angle.IsConstant ? new(angle.Offset, []) : new(0, [angle]);

    /// <summary>a + b.</summary>
    public static AngleSum operator +(AngleSum a, AngleSum b) => new(a.Constant + b.Constant, [.. a.Parts, .. b.Parts]);

    /// <summary>factor * a.</summary>
    public static AngleSum operator *(double factor, AngleSum a) => new(factor * a.Constant, [.. a.Parts.Select(part => factor * part)]);

    /// <summary>What all samples share: the constant and the weights' parts.</summary>
    public double Shared(ReadOnlySpan<double> weights)
    {
        var value = Constant;
        foreach (var part in Parts)
        {
            value += part.Source == AngleSource.Weight ? part.Value([], weights) : 0;
        }

        return value;
    }
}
