using System.Globalization;
using System.Numerics;
using QXai.Quantum;
using QXai.Quantum.Formats;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Infrastructure;

/// <summary>Results of circuits as lines of text.</summary>
internal static class CircuitText
{
    /// <summary>With ten decimals and room for a sign.</summary>
    public static string Number(double value) => (Math.Round(value, 10) + 0.0).ToString(" 0.0000000000;-0.0000000000", CultureInfo.InvariantCulture);

    /// <summary>&lt;Z&gt; of all qubits in one line; with <paramref name="read"/>, as a readout with errors shows it.</summary>
    public static string Z(IEnumerable<double> values, bool read = false) =>
        $"<Z> of every qubit{(read ? " as it is read" : "")}:" + string.Concat(values.Select(value => " " + Number(value)));

    /// <summary>The most probable basis states, with amplitudes, and every &lt;Z&gt;.</summary>
    public static void WriteState<T>(TextWriter output, StateVector<T> state, IReadOnlyList<TopState> top, double[] z, bool read)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var all = top.Count == 1 << state.Qubits;
        output.WriteLine($"{(all ? "Basis" : "Most probable basis")} states (qubit 0 on the left), probabilities, amplitudes:");
        foreach (var (bits, probability) in top)
        {
            var amplitude = state[Convert.ToInt32(bits, 2)];
            var sign = Number(amplitude.Imaginary)[0] == '-' ? '-' : '+';
            output.WriteLine($"  {bits} {Number(probability)}  {Number(amplitude.Real)} {sign}{Number(Math.Abs(amplitude.Imaginary))} i");
        }

        output.WriteLine(Z(z, read));
    }

    /// <summary>The answers that are no state.</summary>
    public static void WriteAnswers(TextWriter output, IReadOnlyList<Observable> observables, CircuitAnswers answers)
    {
        var any = answers.Expectations is not null || answers.Gradients is not null || answers.Hessians is not null;
        for (var m = 0; any && m < observables.Count; m++)
        {
            output.WriteLine($"<{observables[m]}>" + (answers.Expectations is { } expectations ? $" = {Number(expectations[m]).Trim()}" : ":"));

            if (answers.Gradients is { } gradients)
            {
                output.WriteLine($"  gradient:{string.Concat(gradients[m].Select(value => " " + Number(value)))}");
            }

            if (answers.Hessians is { } hessians)
            {
                WriteMatrix(output, "  Hessian:", hessians[m]);
            }
        }

        if (answers.Metric is { } metric)
        {
            WriteMatrix(output, "Fubini-Study metric tensor:", metric);
        }

        if (answers.Rho is { } rho)
        {
            output.WriteLine("Density matrix:");
            output.WriteLine(rho);
        }
    }

    private static void WriteMatrix(TextWriter output, string title, double[,] matrix)
    {
        output.WriteLine(title);
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            output.WriteLine("   " + string.Concat(Enumerable.Range(0, matrix.GetLength(1)).Select(j => " " + Number(matrix[i, j]))));
        }
    }
}
