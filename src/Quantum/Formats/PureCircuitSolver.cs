using System.Numerics;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.SecondOrder;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Formats;

/// <summary>
/// Answers for circuits without noise channels, whose state is a vector. Readout errors change the probabilities and, exactly, the observables.
/// </summary>
internal sealed class PureCircuitSolver : ICircuitSolver
{
    /// <inheritdoc/>
    public bool CanAnswer(CircuitDocument document) => !document.IsNoisy;

    /// <inheritdoc/>
    public CircuitAnswers Answer(CircuitDocument document, CancellationToken cancellation)
    {
        var circuit = document.Circuit;
        var (inputs, weights) = (document.Inputs.ToArray(), document.Weights.ToArray());
        MemoryBudget.RequireStates($"A state of {circuit.Qubits} qubits", circuit.Qubits, 1);
        var initial = document.Initial.IsEmpty ? null : StateVector<double>.Of(document.Initial.AsSpan());
        var observables = document.Measured;
        bool Wants(string answer) => document.Want.Contains(answer);

        var state = Wants(AnswerNames.State) || Wants(AnswerNames.Rho) || Wants(AnswerNames.Probabilities) || Wants(AnswerNames.Expectations)
            ? StateVector<double>.Run(circuit, inputs, weights, initial, cancellation)
            : null;
        return new()
        {
            State = Wants(AnswerNames.State) ? state : null,
            Rho = Wants(AnswerNames.Rho) ? Projector(state!) : null,
            Probabilities = Wants(AnswerNames.Probabilities) ? Read(document, state!.Probabilities()) : null,
            Expectations = Wants(AnswerNames.Expectations) ? [.. observables.Select(state!.Expectation)] : null,
            Gradients = Wants(AnswerNames.Gradients)
                ? Gradients(new Adjoint().Differentiate(circuit, observables, inputs, weights, initial, cancellation))
                : null,
            Hessians = Wants(AnswerNames.Hessians)
                ? [.. observables.Select(observable => Hessian.Of(circuit, observable, inputs, weights, initial, cancellation))]
                : null,
            Metric = Wants(AnswerNames.Metric) ? FubiniStudyMetric.Of(circuit, inputs, weights, initial, cancellation) : null,
        };
    }

    /// <summary>The probabilities of what is read, in place.</summary>
    internal static double[] Read(CircuitDocument document, double[] probabilities)
    {
        document.Readout?.Apply(probabilities);
        return probabilities;
    }

    /// <summary>A Jacobian's rows, the inputs first.</summary>
    internal static double[][] Gradients(Jacobian jacobian) => [.. Enumerable.Range(0, jacobian.Expectations.Length).Select(m =>
        Enumerable.Range(0, jacobian.Inputs.GetLength(1)).Select(i => jacobian.Inputs[m, i])
            .Concat(Enumerable.Range(0, jacobian.Weights.GetLength(1)).Select(j => jacobian.Weights[m, j])).ToArray())];

    /// <summary>|psi&gt;&lt;psi|.</summary>
    private static ComplexMatrix Projector(StateVector<double> state)
    {
        var entries = 1L << (2 * state.Qubits);
        MemoryBudget.Require($"The density matrix of {state.Qubits} qubits", 2 * 16 * entries, MemoryBudget.Available);
        return state.Qubits <= 13
            ? ComplexMatrix.Generate(state.Dimension, (row, column) => state[row] * Complex.Conjugate(state[column]))
            : throw new Numerics.InputException(
                $"The density matrix of {state.Qubits} qubits has {entries} entries; up to 13 qubits it is written out.");
    }
}
