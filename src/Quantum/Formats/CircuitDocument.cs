using System.Collections.Immutable;
using System.Numerics;

namespace QXai.Quantum.Formats;

/// <summary>
/// A circuit read from a file with all that stands beside it there: the values of its weights, the initial amplitudes (default: |0...0&gt;), the observables
/// and the answers asked for.
/// </summary>
public sealed record CircuitDocument(
    Circuit Circuit,
    ImmutableArray<double> Weights,
    ImmutableArray<Complex> Initial,
    ImmutableArray<Observable> Observables,
    ImmutableArray<string> Want);
