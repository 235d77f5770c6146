using System.Collections.Immutable;

namespace QXai.Quantum.Gates;

/// <summary>A gate without angles: a constant matrix. Its inverse is named by the catalogue, being itself for a Hermitian gate.</summary>
internal sealed class FixedGate(string name, string symbol, string? qasmName, GateKind kind, ComplexMatrix matrix, Func<Gate>? inverse = null)
    : Gate(name, symbol, qasmName, int.Log2(matrix.Size), kind)
{
    public override ComplexMatrix Matrix(params ReadOnlySpan<double> angles) => matrix;

    public override (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles) => (inverse?.Invoke() ?? this, []);
}
