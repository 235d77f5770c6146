using System.Runtime.InteropServices;

namespace QXai.Quantum.Differentiation;

/// <summary>Expectations of m observables with their first derivatives: Inputs[m, i] = d&lt;Q_m&gt;/dx_i and Weights[m, j] = d&lt;Q_m&gt;/dw_j.</summary>
public sealed class Jacobian
{
    /// <summary>A Jacobian of zeros for so many observables, inputs and weights.</summary>
    public Jacobian(int observables, int inputs, int weights)
    {
        Expectations = new double[observables];
        (Inputs, Weights) = (new double[observables, inputs], new double[observables, weights]);
    }

    /// <summary>&lt;Q_m&gt;.</summary>
    public double[] Expectations { get; }

    /// <summary>d&lt;Q_m&gt;/dx_i, shape [observables, inputs].</summary>
    public double[,] Inputs { get; }

    /// <summary>d&lt;Q_m&gt;/dw_j, shape [observables, weights].</summary>
    public double[,] Weights { get; }

    /// <summary>The largest absolute disagreement of any derivative with another Jacobian of the same shape.</summary>
    public double Distance(Jacobian other) => Math.Max(Distance(Inputs, other.Inputs), Distance(Weights, other.Weights));

    /// <summary>Adds d&lt;Q_m&gt;/dt = <paramref name="derivative"/> of one occurrence of an angle t to whatever the angle depends on.</summary>
    internal void Add(int observable, Angle angle, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, double derivative) =>
        angle.Pullback(inputs, weights, derivative, Row(Inputs, observable), Row(Weights, observable));

    private static Span<double> Row(double[,] matrix, int row) => matrix.Length == 0
        ? default
        : MemoryMarshal.CreateSpan(ref matrix[row, 0], matrix.GetLength(1));

    private static double Distance(double[,] a, double[,] b)
    {
        if (a.GetLength(0) != b.GetLength(0) || a.GetLength(1) != b.GetLength(1))
        {
            throw new ArgumentException(
                $"Jacobian: shapes [{a.GetLength(0)}, {a.GetLength(1)}] and [{b.GetLength(0)}, {b.GetLength(1)}] cannot be compared.");
        }

        var largest = 0.0;
        for (var row = 0; row < a.GetLength(0); row++)
        {
            for (var column = 0; column < a.GetLength(1); column++)
            {
                largest = Math.Max(largest, Math.Abs(a[row, column] - b[row, column]));
            }
        }

        return largest;
    }
}
