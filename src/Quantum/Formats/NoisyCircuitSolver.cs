using QXai.Numerics;
using QXai.Quantum.Noise;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Formats;

/// <summary>
/// Answers for circuits with noise channels, whose state is a density matrix: that matrix, probabilities, expectations and exact gradients, the last three as
/// the readout shows them.
/// </summary>
internal sealed class NoisyCircuitSolver : ICircuitSolver
{
    private static readonly string[] Possible = [AnswerNames.Rho, AnswerNames.Probabilities, AnswerNames.Expectations, AnswerNames.Gradients];

    /// <inheritdoc/>
    public bool CanAnswer(CircuitDocument document) => document.IsNoisy;

    /// <inheritdoc/>
    public CircuitAnswers Answer(CircuitDocument document, CancellationToken cancellation)
    {
        if (document.Want.FirstOrDefault(answer => !Possible.Contains(answer)) is { } impossible)
        {
            throw new InputException($"Circuit: \"{impossible}\" is wanted, but a circuit with noise has none; it has: {string.Join(", ", Possible)}.");
        }

        var noisy = document.Noisy;
        if (document.Circuit.Qubits > DensityMatrix.MaximalQubits)
        {
            throw new InputException(
                $"Circuit: with noise, {document.Circuit.Qubits} qubits need a density matrix, "
                + $"which exists for at most {DensityMatrix.MaximalQubits}; shots can be drawn of more.");
        }

        var (inputs, weights) = (document.Inputs.ToArray(), document.Weights.ToArray());
        var initial = document.Initial.IsEmpty ? null : StateVector<double>.Of(document.Initial.AsSpan());
        var start = initial is null ? null : DensityMatrix.Of(initial);
        bool Wants(string answer) => document.Want.Contains(answer);

        var rho = Wants(AnswerNames.Rho) || Wants(AnswerNames.Probabilities) || Wants(AnswerNames.Expectations)
            ? DensityMatrix.Run(noisy, inputs, weights, start, cancellation)
            : null;
        return new()
        {
            Rho = Wants(AnswerNames.Rho) ? rho!.ToMatrix() : null,
            Probabilities = Wants(AnswerNames.Probabilities) ? PureCircuitSolver.Read(document, rho!.Probabilities()) : null,
            Expectations = Wants(AnswerNames.Expectations) ? [.. document.Measured.Select(rho!.Expectation)] : null,
            Gradients = Wants(AnswerNames.Gradients)
                ? PureCircuitSolver.Gradients(new NoisyAdjoint().Differentiate(noisy, document.Observables, inputs, weights, start, cancellation))
                : null,
        };
    }
}
