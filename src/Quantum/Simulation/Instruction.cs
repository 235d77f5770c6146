using System.Collections.Immutable;
using System.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation;

/// <summary>
/// One elementary step of a circuit, in terms of index bits (qubit q is bit n-1-q of a basis state's number). A step with an angle t is
/// U(t) = exp(-i t (a + c P)) = e^(-i a t) (cos(c t) - i sin(c t) P) for a Pauli string P, acting where the controls are met; a step without is a matrix.
/// </summary>
internal sealed class Instruction
{
    /// <summary>How the step acts; steps with an angle are <see cref="GateKind.PauliRotation"/>.</summary>
    public required GateKind Kind { get; init; }

    /// <summary>The number of the applied gate in the circuit.</summary>
    public required int Gate { get; init; }

    /// <summary>The gate of this step, which has an angle or none.</summary>
    public required Gate Factor { get; init; }

    /// <summary>The target qubits, in the gate's order.</summary>
    public required ImmutableArray<int> Targets { get; init; }

    /// <summary>The control bits.</summary>
    public required long ControlMask { get; init; }

    /// <summary>What the control bits must be.</summary>
    public required long ControlValue { get; init; }

    /// <summary>The bits of the targets, most significant first, of a step without angle.</summary>
    public long[] TargetBits { get; init; } = [];

    /// <summary>Per row of the matrix, the target bits that are 1.</summary>
    public long[] Offsets { get; init; } = [];

    /// <summary>The matrix of a step without angle.</summary>
    public ComplexMatrix? Matrix
    {
        get;
        init
        {
            field = value;
            Fixed = value is { Size: 2 } ? Spin.Of(value) : default;
        }
    }

    /// <summary>The matrix of the inverse step.</summary>
    public ComplexMatrix? InverseMatrix { get; init; }

    /// <summary>t.</summary>
    public Angle Angle { get; init; }

    /// <summary>a: the generator's multiple of the identity.</summary>
    public double Constant { get; init; }

    /// <summary>c: the generator's multiple of P.</summary>
    public double Coefficient { get; init; }

    /// <summary>P.</summary>
    public BitPauli Pauli { get; init; }

    /// <summary>The generator of a step with an angle.</summary>
    public Generator? Generator { get; init; }

    /// <summary>Whether the step depends on an input or a weight.</summary>
    public bool IsDifferentiable => Generator is not null && !Angle.IsConstant;

    /// <summary>Whether the step has controls.</summary>
    public bool IsControlled => ControlMask != 0;

    /// <summary>The bits in which the basis states that the step mixes differ; a matrix counts with all its targets.</summary>
    public long Flips => Kind == GateKind.PauliRotation ? Pauli.X : TargetBits.Aggregate(0L, (bits, bit) => bits | bit);

    /// <summary>All bits that the step acts on or reads.</summary>
    public long Support => Flips | Pauli.Z | ControlMask;

    /// <summary>For a matrix on one bit: the matrix as a phase times a spin.</summary>
    public (Spin Spin, Complex Phase) Fixed { get; private init; }

    /// <summary>The step with its bits renamed, and P multiplied by a sign; controls, Z letters and targets that <paramref name="rename"/> maps to 0
    /// are dropped.</summary>
    public Instruction Within(Func<long, long> rename, double sign) => new()
    {
        Kind = Kind,
        Gate = Gate,
        Factor = Factor,
        Targets = Targets,
        ControlMask = rename(ControlMask),
        ControlValue = rename(ControlValue),
        TargetBits = [.. TargetBits.Select(rename)],
        Offsets = [.. Offsets.Select(rename)],
        Matrix = Matrix,
        InverseMatrix = InverseMatrix,
        Angle = Angle,
        Constant = Constant,
        Coefficient = sign * Coefficient,
        Pauli = new(rename(Pauli.X), rename(Pauli.Z)),
        Generator = Generator,
    };

    /// <summary>&lt;left| G |right&gt; for the step's generator G = Pi (a + c P), Pi projecting on the states that meet the controls.</summary>
    public Complex Generate<T>(StateVector<T> left, StateVector<T> right)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = Coefficient * left.Inner(right, Pauli, ControlMask, ControlValue);
        return Constant == 0 ? sum : sum + Constant * left.Inner(right, default, ControlMask, ControlValue);
    }
}
