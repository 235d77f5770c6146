using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Formats;

/// <summary>
/// The answers that a document wants; what it does not want is null. Derivatives are with respect to the inputs and then the weights.
/// </summary>
public sealed record CircuitAnswers
{
    /// <summary>What answers documents, each for its kind of circuit; the first that can is asked.</summary>
    private static readonly ImmutableArray<ICircuitSolver> Solvers = [new PureCircuitSolver(), new NoisyCircuitSolver()];

    /// <summary>The final state.</summary>
    public StateVector<double>? State { get; init; }

    /// <summary>The final density matrix.</summary>
    public ComplexMatrix? Rho { get; init; }

    /// <summary>The probability of every basis state, as it is read.</summary>
    public double[]? Probabilities { get; init; }

    /// <summary>The expectation of every observable, as measurements show it.</summary>
    public double[]? Expectations { get; init; }

    /// <summary>Gradients[m][j] = d&lt;Q_m&gt; / dx_j.</summary>
    public double[][]? Gradients { get; init; }

    /// <summary>Hessians[m][i, j] = d^2&lt;Q_m&gt; / dx_i dx_j.</summary>
    public IReadOnlyList<double[,]>? Hessians { get; init; }

    /// <summary>Metric[i, j], the Fubini-Study metric tensor.</summary>
    public double[,]? Metric { get; init; }

    /// <summary>
    /// Answers a document. Throws <see cref="InputException"/> where memory does not suffice, before it is taken, or where the circuit is noisy and
    /// an answer exists for pure ones only.
    /// </summary>
    public static CircuitAnswers Of(CircuitDocument document, CancellationToken cancellation = default) =>
        Solvers.First(solver => solver.CanAnswer(document)).Answer(document, cancellation);
}
