using System.Collections.Immutable;

namespace QXai.Quantum.Gates;

/// <summary>
/// A kind of gate: its matrix as a function of its angles, its inverse, its generator and how it is written. Gates are values without qubits;
/// an <see cref="AppliedGate"/> puts one on qubits with angles. Adding a gate: one file here, one line in <see cref="GateCatalogue"/>.
/// The matrix acts on the gate's qubits in the order given, the first being the most significant bit.
/// </summary>
public abstract class Gate
{
    private protected Gate(string name, string symbol, string? qasmName, int qubits, GateKind kind, params ReadOnlySpan<string> parameters)
    {
        Name = name;
        Symbol = symbol;
        QasmName = qasmName;
        Qubits = qubits;
        Kind = kind;
        Parameters = [.. parameters];
    }

    /// <summary>The name, as in <c>RX</c>; unique among the catalogue.</summary>
    public string Name { get; }

    /// <summary>What drawings show in the box; unique among the catalogue.</summary>
    public string Symbol { get; }

    /// <summary>The name in OpenQASM's standard library, or null where it has none.</summary>
    public string? QasmName { get; }

    /// <summary>Number of qubits, built-in controls included.</summary>
    public int Qubits { get; }

    /// <summary>How the core acts.</summary>
    public GateKind Kind { get; }

    /// <summary>The names of the angles, in order.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>Number of built-in controls: the first qubits of CX, CCX, CSWAP and so on.</summary>
    public virtual int Controls => 0;

    /// <summary>What is done to the targets when the built-in controls are on; the gate itself where there are none.</summary>
    public virtual Gate Core => this;

    /// <summary>Number of qubits of the core.</summary>
    public int Targets => Qubits - Controls;

    /// <summary>
    /// The generator G of a gate with one angle, U(t) = exp(-i t G), where G is a multiple of one Pauli word and of the identity; null where it is
    /// not, where there is no angle or where there are several.
    /// </summary>
    public virtual Generator? Generator => null;

    /// <summary>
    /// The generator G of a gate with one angle as a matrix of size 2^<see cref="Targets"/>, that of the core of a controlled gate; null for all other
    /// gates.
    /// </summary>
    public virtual ComplexMatrix? GeneratorMatrix => Generator?.Matrix();

    /// <summary>The distinct eigenvalues of <see cref="GeneratorMatrix"/>, ascending; none for a gate without one angle.</summary>
    public virtual ImmutableArray<double> Spectrum => Generator?.Spectrum ?? [];

    /// <summary>
    /// The positive differences of the generator's eigenvalues, ascending: with any fixed rest of the circuit, an expectation is a function
    /// c + sum over w of a_w cos(w t) + b_w sin(w t) of the gate's angle t. With a control, the gate's own or a further one, the eigenvalue 0 of the
    /// idle subspace joins in. Differences closer than 1e-12 of the largest are one.
    /// </summary>
    public ImmutableArray<double> Frequencies(bool controlled = false) => Generator.Gaps(Spectrum, controlled || Controls > 0);

    /// <summary>
    /// The gate as a product of gates with at most one angle each, in order of application: what differentiation works on. The gate itself where it is
    /// one already. Built-in controls apply to every factor.
    /// </summary>
    public virtual ImmutableArray<GateFactor> Factors => [new(Core, Parameters.Length == 0 ? null : 0)];

    /// <summary>The unitary matrix of size 2^Qubits for the given angles in radians.</summary>
    public abstract ComplexMatrix Matrix(params ReadOnlySpan<double> angles);

    /// <summary>The gate and angles that undo this one.</summary>
    public abstract (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
