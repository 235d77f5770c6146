namespace QXai.Xai.Circuits;

/// <summary>
/// The frequencies of f along one input's axis, all other inputs at a reference: f(x~ + t e_i) = sum over k from -Degree to Degree of c_k e^(i k Unit
/// t). Degree is sum |s| / g over all rotations that x_i feeds, on all qubits and layers, with their scales s and the common unit g of the scales.
/// </summary>
internal readonly record struct AxisSpectrum(double Unit, int Degree, string? Refusal)
{
    /// <summary>The highest degree for which the Fourier form is used; what has more has no common unit but rounding.</summary>
    public const int MostDegree = 1000;

    /// <summary>The spectrum, or why there is none.</summary>
    public static AxisSpectrum Of(CircuitScore score, int input, double[] reference)
    {
        if (score.Encoding.NotAffine(input) is { } reason)
        {
            return new(0, 0, $"{reason}, for which the series of derivatives is not the score");
        }

        try
        {
            var (unit, degree) = score.Encoding.Frequencies(input, reference, [.. score.Weights]);
            return degree <= MostDegree ? new(unit, degree, null) : new(0, 0, WithoutUnit(score, input));
        }
        catch (ArgumentException)
        {
            return new(0, 0, WithoutUnit(score, input));
        }
    }

    private static string WithoutUnit(CircuitScore score, int input) =>
        $"the scales of x{input} have no common unit ({string.Join("; ", score.Encoding.Uses.Where(use => use.Input == input))}), "
        + "and non-integer scales have no such rule";
}
