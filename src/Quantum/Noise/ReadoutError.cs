using System.Globalization;

namespace QXai.Quantum.Noise;

/// <summary>
/// The error of reading one qubit: 0 is read as 1 with probability <paramref name="ZeroReadAsOne"/> = a, 1 as 0 with probability
/// <paramref name="OneReadAsZero"/> = b. A measured Pauli factor P becomes (1 - a - b) P + (b - a) I, exactly, so that expectations and gradients under
/// readout errors are those of another observable.
/// </summary>
public readonly record struct ReadoutError(double ZeroReadAsOne, double OneReadAsZero)
{
    /// <summary>a, from 0 to 1.</summary>
    public double ZeroReadAsOne { get; } = Checked(nameof(ZeroReadAsOne), ZeroReadAsOne);

    /// <summary>b, from 0 to 1.</summary>
    public double OneReadAsZero { get; } = Checked(nameof(OneReadAsZero), OneReadAsZero);

    /// <summary>What is left of a Pauli factor: 1 - a - b.</summary>
    public double Contrast => 1 - ZeroReadAsOne - OneReadAsZero;

    /// <summary>What is added to a Pauli factor: b - a.</summary>
    public double Bias => OneReadAsZero - ZeroReadAsOne;

    private static double Checked(string name, double p) => p is >= 0 and <= 1
        ? p
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"ReadoutError: {name} {p} is outside 0 to 1."));
}
