using System.Collections.Immutable;

namespace QXai.Quantum.Formats;

/// <summary>The names of the answers that a file can want.</summary>
public static class AnswerNames
{
    /// <summary>The final amplitudes.</summary>
    public const string State = "state";

    /// <summary>The final density matrix; |psi&gt;&lt;psi| for a circuit without noise.</summary>
    public const string Rho = "rho";

    /// <summary>The probability of every basis state.</summary>
    public const string Probabilities = "probs";

    /// <summary>The expectation of every observable.</summary>
    public const string Expectations = "expval";

    /// <summary>The expectations' gradients.</summary>
    public const string Gradients = "grad";

    /// <summary>The expectations' second derivatives.</summary>
    public const string Hessians = "hess";

    /// <summary>The Fubini-Study metric tensor.</summary>
    public const string Metric = "metric";

    /// <summary>All of them, in the order in which they are written.</summary>
    public static ImmutableArray<string> All { get; } = [State, Rho, Probabilities, Expectations, Gradients, Hessians, Metric];
}
