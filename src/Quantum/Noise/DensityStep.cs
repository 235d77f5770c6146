using QXai.Quantum.Gates;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>
/// One elementary step on a density matrix of n qubits, written as a state of 2n: index bits n to 2n-1 number the row, bits 0 to n-1 the column. A
/// gate acts as U on the rows and as conj(U) on the columns, a channel as sum over k of K_k (x) conj(K_k) on both.
/// </summary>
internal sealed class DensityStep
{
    private readonly Instruction first;
    private readonly Instruction? second;

    private DensityStep(Instruction first, Instruction? second) => (this.first, this.second) = (first, second);

    /// <summary>Whether the step is a channel, which cannot be undone.</summary>
    public bool IsChannel => second is null;

    /// <summary>The gate on the rows: its generator G gives tr(O G rho) as an inner product of vectorised matrices.</summary>
    public Instruction Row => first;

    /// <summary>Whether the step depends on an input or a weight.</summary>
    public bool IsDifferentiable => !IsChannel && first.IsDifferentiable;

    /// <summary>A gate's step.</summary>
    public static DensityStep Of(Instruction gate, int qubits) => new(OnRows(gate, qubits), OnColumns(gate));

    /// <summary>A channel's step.</summary>
    public static DensityStep Of(AppliedChannel applied, int qubits)
    {
        var matrix = applied.Channel.Superoperator();
        long[] targets = [.. applied.Qubits.Select(q => 1L << (2 * qubits - 1 - q)), .. applied.Qubits.Select(q => 1L << (qubits - 1 - q))];
        return new(
            new()
            {
                Kind = matrix.IsDiagonal ? GateKind.Diagonal : GateKind.Dense,
                Gate = applied.Position,
                Factor = GateCatalogue.I,
                Targets = applied.Qubits,
                ControlMask = 0,
                ControlValue = 0,
                TargetBits = targets,
                Offsets = [.. Enumerable.Range(0, matrix.Size).Select(row => Compiler.Offset(row, targets))],
                Matrix = matrix,
                InverseMatrix = matrix.Adjoint(),
            },
            null);
    }

    /// <summary>rho := U rho U^dag, or the channel's image.</summary>
    public void Apply(StateVector<double> rho, double t)
    {
        rho.Apply(first, t);
        if (second is not null)
        {
            rho.Apply(second, t);
        }
    }

    /// <summary>
    /// The adjoint map on an observable, O := U^dag O U or sum over k of K_k^dag O K_k. For a gate this undoes the step, on density matrices too.
    /// </summary>
    public void ApplyAdjoint(StateVector<double> observable, double t)
    {
        observable.ApplyInverse(first, t);
        if (second is not null)
        {
            observable.ApplyInverse(second, t);
        }
    }

    private static Instruction OnRows(Instruction gate, int qubits) => new()
    {
        Kind = gate.Kind,
        Gate = gate.Gate,
        Factor = gate.Factor,
        Targets = gate.Targets,
        ControlMask = gate.ControlMask << qubits,
        ControlValue = gate.ControlValue << qubits,
        TargetBits = [.. gate.TargetBits.Select(bit => bit << qubits)],
        Offsets = [.. gate.Offsets.Select(offset => offset << qubits)],
        Matrix = gate.Matrix,
        InverseMatrix = gate.InverseMatrix,
        Angle = gate.Angle,
        Constant = gate.Constant,
        Coefficient = gate.Coefficient,
        Pauli = new(gate.Pauli.X << qubits, gate.Pauli.Z << qubits),
        Generator = gate.Generator,
    };

    /// <summary>conj( exp(-i t (a + c P)) ) = exp(-i t (-a - c conj(P))), and conj(P) is P with the sign (-1)^(number of Y).</summary>
    private static Instruction OnColumns(Instruction gate) => new()
    {
        Kind = gate.Kind,
        Gate = gate.Gate,
        Factor = gate.Factor,
        Targets = gate.Targets,
        ControlMask = gate.ControlMask,
        ControlValue = gate.ControlValue,
        TargetBits = gate.TargetBits,
        Offsets = gate.Offsets,
        Matrix = gate.Matrix is { } matrix ? Channel.Conjugate(matrix) : null,
        InverseMatrix = gate.InverseMatrix is { } inverse ? Channel.Conjugate(inverse) : null,
        Angle = gate.Angle,
        Constant = -gate.Constant,
        Coefficient = long.IsOddInteger(long.PopCount(gate.Pauli.X & gate.Pauli.Z)) ? gate.Coefficient : -gate.Coefficient,
        Pauli = gate.Pauli,
        Generator = gate.Generator,
    };
}
