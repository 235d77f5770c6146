using System.Collections.Immutable;
using System.Numerics;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Diagnostics;

/// <summary>
/// &lt;Q&gt; as a function of one input x_i, all else fixed, is f(x_i) = sum over w of c_w e^(i w x_i) with frequencies w = k * Unit, k =
/// -Degree..Degree, that the circuit fixes: every gate that x_i feeds with scale s contributes |s| times its generator's eigenvalue differences. The
/// coefficients come from 2 Degree + 1 evaluations. Schuld, Sweke and Meyer (2021).
/// </summary>
public sealed record FourierSpectrum(double Unit, int Degree, ImmutableArray<Complex> Coefficients)
{
    /// <summary>The most evaluations that are made.</summary>
    private const int MostEvaluations = 100_001;

    /// <summary>c_w for w = <paramref name="k"/> * Unit, k from -Degree to Degree; c_(-k) is the conjugate of c_k.</summary>
    public Complex this[int k] => Coefficients[k + Degree];

    /// <summary>
    /// The spectrum with respect to x_<paramref name="input"/>. Throws <see cref="ArgumentException"/> where x_i passes through atan or is multiplied
    /// with itself (no finite spectrum), or where its scales have no common unit (no period).
    /// </summary>
    public static FourierSpectrum Of(
        Circuit circuit,
        Observable observable,
        int input,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        CancellationToken cancellation = default)
    {
        ArgumentChecks.Parameters("FourierSpectrum", circuit, inputs, weights);
        ArgumentChecks.Fits("FourierSpectrum", observable, circuit.Qubits);
        var (unit, degree) = Frequencies(circuit, input, inputs, weights);
        var count = 2 * degree + 1;
        var (x, values) = (inputs.ToArray(), new double[count]);
        for (var n = 0; n < count; n++)
        {
            x[input] = 2 * Math.PI * n / (count * unit);
            values[n] = StateVector<double>.Run(circuit, x, weights, cancellation: cancellation).Expectation(observable);
        }

        var coefficients = new Complex[count];
        for (var k = 0; k <= degree; k++)
        {
            var sum = Complex.Zero;
            for (var n = 0; n < count; n++)
            {
                sum += values[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * n % count) / count);
            }

            (coefficients[degree + k], coefficients[degree - k]) = (sum / count, Complex.Conjugate(sum / count));
        }

        return new(unit, degree, [.. coefficients]);
    }

    /// <summary>f(x): the sum over the spectrum.</summary>
    public double At(double x)
    {
        var sum = this[0].Real;
        for (var k = 1; k <= Degree; k++)
        {
            sum += 2 * (this[k] * Complex.FromPolarCoordinates(1, k * Unit * x)).Real;
        }

        return sum;
    }

    /// <summary>
    /// The common unit of all frequencies with which expectations depend on x_<paramref name="input"/>, and the highest frequency in units of it; (1,
    /// 0) where the input feeds no gate. Throws like <see cref="Of"/>.
    /// </summary>
    public static (double Unit, int Degree) Frequencies(Circuit circuit, int input, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        ArgumentChecks.Parameters("FourierSpectrum", circuit, inputs, weights);
        if (input < 0 || input >= circuit.Inputs)
        {
            throw new ArgumentException($"FourierSpectrum: input {input} does not exist in a circuit of {circuit.Inputs} inputs.");
        }

        var (unit, highest) = (0.0, 0.0);
        foreach (var occurrence in AngleOccurrence.Of(circuit, Compiler.Compile(circuit)))
        {
            var scale = Math.Abs(ScaleOf(occurrence.Angle, input, inputs, weights));
            foreach (var frequency in scale == 0 ? [] : occurrence.Frequencies)
            {
                unit = CommonUnit(unit, scale * frequency);
            }

            highest += scale == 0 ? 0 : scale * occurrence.Frequencies.DefaultIfEmpty(0).Max();
        }

        var degree = unit == 0 ? 0 : Math.Round(highest / unit);
        return 2 * degree + 1 > MostEvaluations
            ? throw new ArgumentException($"FourierSpectrum: the scales of x{input} have no common unit above {unit}, so that there is no period to sample.")
            : (unit == 0 ? 1 : unit, (int)degree);
    }

    /// <summary>d angle / d x_i of an angle that is affine in x_i; 0 where it does not depend on it.</summary>
    private static double ScaleOf(Angle angle, int input, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        var first = angle.Source == AngleSource.Input && angle.Index == input;
        var second = angle.SecondSource == AngleSource.Input && angle.SecondIndex == input;
        if (!first && !second)
        {
            return 0;
        }

        if (angle.Map is AngleMap.Atan or AngleMap.AtanOfSquare || (first && second))
        {
            throw new ArgumentException($"FourierSpectrum: {angle} is no multiple of x{input}, so that the expectation has no finite spectrum in it.");
        }

        var gradient = new double[inputs.Length];
        angle.Pullback(inputs, weights, 1, gradient, []);
        return gradient[input];
    }

    /// <summary>Euclid's algorithm on real numbers: the largest u of which both are multiples within 1e-9 of their size.</summary>
    private static double CommonUnit(double a, double b)
    {
        var tolerance = 1e-9 * Math.Max(a, b);
        while (a > tolerance)
        {
            (a, b) = (Math.Abs(b - a * Math.Round(b / a)), a);
        }

        return b;
    }
}
