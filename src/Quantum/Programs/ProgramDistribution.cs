using System.Collections.Immutable;

namespace QXai.Quantum.Programs;

/// <summary>
/// Everything about a program's end, exactly: the distribution of the classical bits (most probable first), the probabilities of the qubits' basis
/// states and the observables' expectations averaged over the <paramref name="Branches"/> ways its measurements went.
/// </summary>
public sealed record ProgramDistribution(ImmutableArray<Outcome> Outcomes, ImmutableArray<double> Expectations, double[] Probabilities, int Branches);
