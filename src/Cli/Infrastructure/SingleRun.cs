using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Formats;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// <c>circuit run --precision single</c>: a pure circuit whose amplitudes take 8 bytes instead of 16. Expectations are summed in pieces in double
/// precision, so that their errors are those of the amplitudes.
/// </summary>
internal static class SingleRun
{
    private static readonly string[] Possible = [AnswerNames.State, AnswerNames.Probabilities, AnswerNames.Expectations];

    /// <summary>Runs and prints; refuses what is computed in double precision only.</summary>
    public static void Print(
        TextWriter output, bool json, CircuitFile file, Observable[] observables, ImmutableArray<string> wanted, bool shots, CancellationToken cancellation)
    {
        var obstacle = shots ? "--shots are drawn"
            : file.Document is { IsNoisy: true } ? $"{file.Path} has noise channels, and density matrices are computed"
            : !file.Program.IsUnitary ? $"{file.Path} measures on the way, and its branches are followed"
            : wanted.FirstOrDefault(answer => !Possible.Contains(answer)) is { } answer
            ? $"\"{answer}\" is wanted (other than by --want {string.Join(",", Possible)}), and it is computed"
            : null;
        if (obstacle is not null)
        {
            throw new InputException($"--precision single: {obstacle} in double precision only.");
        }

        var document = file.ToDocument(observables, wanted);
        var summary = Interruptible.Run(() => Run(document, json, cancellation), cancellation);
        if (json && file.Document is not null)
        {
            using var plain = new CircuitJsonWriter(output, cancellation);
            if (wanted.Contains(AnswerNames.State))
            {
                plain.Write(summary.State);
            }

            plain.Write(summary.Answers);
        }
        else if (json)
        {
            summary.WriteJson(output, file.Path, cancellation);
        }
        else
        {
            summary.WriteText(output, file.Path);
        }
    }

    private static StateSummary<float> Run(CircuitDocument document, bool json, CancellationToken cancellation)
    {
        var initial = document.Initial.IsEmpty ? null : StateVector<float>.Of(document.Initial.AsSpan());
        var state = StateVector<float>.Run(document.Circuit, document.Inputs.AsSpan(), document.Weights.AsSpan(), initial, cancellation);
        double[]? probabilities = null;
        if (json && document.Want.Contains(AnswerNames.Probabilities))
        {
            probabilities = state.Probabilities();
            document.Readout?.Apply(probabilities);
        }

        return StateSummary<float>.Of(document, state, new()
        {
            Probabilities = probabilities,
            Expectations = document.Want.Contains(AnswerNames.Expectations) ? [.. document.Measured.Select(state.Expectation)] : null,
        });
    }
}
