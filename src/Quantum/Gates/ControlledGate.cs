using System.Collections.Immutable;

namespace QXai.Quantum.Gates;

/// <summary>
/// A gate with built-in controls on 1: the first qubits control, the rest are the core's: CX, CRY, CCZ, CSWAP and so on.
/// Matrix: identity, but the core in the lower right corner.
/// </summary>
internal sealed class ControlledGate(string name, string? qasmName, Gate core, int controls)
    : Gate(name, new string('●', controls) + core.Symbol, qasmName, controls + core.Qubits, core.Kind, core.Parameters.AsSpan())
{
    public override int Controls => controls;

    public override Gate Core => core;

    public override Generator? Generator => core.Generator;

    public override ComplexMatrix? GeneratorMatrix => core.GeneratorMatrix;

    public override ImmutableArray<double> Spectrum => core.Spectrum;

    public override ImmutableArray<GateFactor> Factors => core.Factors;

    public override ComplexMatrix Matrix(params ReadOnlySpan<double> angles)
    {
        var (block, size) = (core.Matrix(angles), 1 << Qubits);
        var start = size - block.Size;
        return ComplexMatrix.Generate(size, (i, j) => i >= start && j >= start ? block[i - start, j - start] : i == j ? 1 : 0);
    }

    public override (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles)
    {
        var (inverse, inverted) = core.Inverse(angles);
        return (inverse.Equals(core) ? this : GateCatalogue.Controlled(inverse, controls), inverted);
    }

    public override bool Equals(object? obj) => obj is ControlledGate other && other.Core.Equals(core) && other.Controls == controls;

    public override int GetHashCode() => HashCode.Combine(core, controls);
}
