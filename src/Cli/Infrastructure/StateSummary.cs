using System.Numerics;
using QXai.Quantum;
using QXai.Quantum.Formats;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// What is told of a pure circuit's end in double or single precision: the most probable basis states, &lt;Z&gt; of every qubit as it is read, and the
/// answers that
/// the document wants.
/// </summary>
internal sealed record StateSummary<T>(CircuitDocument Document, StateVector<T> State, IReadOnlyList<TopState> Top, double[] Z, CircuitAnswers Answers)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int TopStates = 16;

    /// <summary>2^-24 in single precision: the rounding of one operation.</summary>
    private static readonly double Unit = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53);

    /// <summary>How far the norm is from 1: what all roundings together did to it. Summed in double precision, as a string of I is.</summary>
    private double NormError => Math.Abs(1 - Math.Sqrt(State.Expectation(new Observable(new PauliTerm(1, PauliString.Identity)))));

    /// <summary>Reads everything off a final state; <paramref name="answers"/> are all wanted answers but the state.</summary>
    public static StateSummary<T> Of(CircuitDocument document, StateVector<T> state, CircuitAnswers answers)
    {
        var z = state.ExpectationsOfZ();
        for (var qubit = 0; qubit < z.Length && document.HasReadoutErrors; qubit++)
        {
            var error = document.Readout!.Errors[qubit];
            z[qubit] = error.Contrast * z[qubit] + error.Bias;
        }

        return new(document, state, TopState.Of(state, TopStates), z, answers);
    }

    /// <summary>In words; single precision with its rounding.</summary>
    public void WriteText(TextWriter output, string path)
    {
        output.WriteLine($"{path}: {State.Qubits} qubits, {Document.Circuit.Count} gates");
        if (typeof(T) == typeof(float))
        {
            var together = Unit * (Document.Circuit.Count + 1);
            output.WriteLine(FormattableString.Invariant(
                $"Single precision: each gate rounds by {Unit:0.0E-00}, together up to {together:0.0E-00}; the norm is off by {NormError:0.0E-00}"));
        }

        CircuitText.WriteState(output, State, Top, Z, Document.HasReadoutErrors);
        CircuitText.WriteAnswers(output, Document.Observables, Answers);
    }

    /// <summary>As JSON; single precision with its rounding.</summary>
    public void WriteJson(TextWriter output, string path, CancellationToken cancellation)
    {
        using var writer = new CircuitJsonWriter(output, cancellation);
        writer.Write("file", path);
        writer.Write("qubits", State.Qubits);
        writer.Write("gates", Document.Circuit.Count);
        if (typeof(T) == typeof(float))
        {
            writer.Write("precision", "single");
            writer.Write("rounding", Unit * (Document.Circuit.Count + 1));
            writer.Write("normError", NormError);
        }

        writer.Write("observables", Document.Observables.Select(observable => observable.ToString()));
        writer.Write("sumOfSquaredProbabilities", SumOfSquares());
        writer.Write("z", Z);
        writer.Write("top", Top);
        if (Document.Want.Contains(AnswerNames.State))
        {
            writer.Write(State);
        }

        writer.Write(Answers);
    }

    private double SumOfSquares()
    {
        var sum = 0.0;
        ReadOnlySpan<T> re = State.Real, im = State.Imaginary;
        for (var i = 0; i < re.Length; i++)
        {
            var (real, imaginary) = (double.CreateTruncating(re[i]), double.CreateTruncating(im[i]));
            var probability = real * real + imaginary * imaginary;
            sum += probability * probability;
        }

        return sum;
    }
}
