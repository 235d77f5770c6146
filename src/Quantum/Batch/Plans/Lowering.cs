using System.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// Writes a circuit's steps in four kinds of elementary gates: RY on a bit (real, and two multiply-adds per amplitude), phases (which merge),
/// permutations (which only renumber) and constant matrices on several bits (the rest). Global phases are dropped: expectations do not see them.
/// </summary>
internal sealed class Lowering
{
    private readonly PlanBuilder plan;
    private readonly int dimension;

    private Lowering(int qubits) => (plan, dimension) = (new(qubits), 1 << qubits);

    /// <summary>The plan of a circuit and its observables.</summary>
    public static BatchPlan Plan(Circuit circuit, IReadOnlyList<Observable> observables)
    {
        var lowering = new Lowering(circuit.Qubits);
        foreach (var step in Compiler.Compile(circuit))
        {
            lowering.Add(step);
        }

        return lowering.plan.Build(circuit, observables);
    }

    private void Add(Instruction step)
    {
        switch (step.Kind)
        {
            case GateKind.PauliRotation:
                Rotation(step);
                break;
            case GateKind.OneQubit:
                OneQubit(step, step.Matrix!, step.TargetBits[0]);
                break;
            case GateKind.Diagonal or GateKind.Permutation:
                Monomial(step, step.Matrix!);
                break;
            default:
                plan.Dense(new(
                    step.ControlMask | step.Offsets[^1],
                    [.. Enumerable.Range(0, dimension).Where(j => (j & (step.ControlMask | step.Offsets[^1])) == step.ControlValue)],
                    [.. step.Offsets.Select(offset => (int)offset)],
                    step.Matrix!));
                break;
        }
    }

    /// <summary>e^(-i t (a + c P)): e^(-i a t) where the controls are met, times the rotation about P by 2 c t.</summary>
    private void Rotation(Instruction step)
    {
        var (angle, pauli) = (AngleSum.Of(step.Angle), step.Pauli);
        plan.Phase(new(0, step.ControlMask, step.ControlValue, 2 * step.Constant * angle));
        if (step.Coefficient == 0)
        {
            return;
        }

        angle = 2 * step.Coefficient * angle;
        if (pauli.X == 0)
        {
            plan.Phase(new(pauli.Z, step.ControlMask, step.ControlValue, angle));
            return;
        }

        // Clifford gates turn P into Y on one bit: S makes Y of X, CNOT joins an X and CZ a Z to it. A bit that is Y already is preferred.
        var both = pauli.X & pauli.Z;
        var pivot = 1L << BitOperations.TrailingZeroCount(both != 0 ? both : pauli.X);
        var turned = both & ~pivot;
        Each(turned, bit => PhaseShift(bit, -Math.PI / 2));
        Each(pivot & ~pauli.Z, bit => PhaseShift(bit, Math.PI / 2));
        Join(pauli, pivot);
        ControlledTurn(step.ControlMask, step.ControlValue, pivot, angle);
        Join(pauli, pivot);
        Each(pivot & ~pauli.Z, bit => PhaseShift(bit, -Math.PI / 2));
        Each(turned, bit => PhaseShift(bit, Math.PI / 2));
    }

    private void Join(BitPauli pauli, long pivot)
    {
        Each(pauli.X & ~pivot, bit => Flip(pivot, pivot, bit));
        Each(pauli.Z & ~pauli.X, bit => plan.Phase(new(0, pivot | bit, pivot | bit, new(2 * Math.PI, []))));
    }

    /// <summary>U = e^(i b) P(a) RY(t) P(c): P(c) acts first; controls apply to each factor and to the phase.</summary>
    private void OneQubit(Instruction step, ComplexMatrix u, long bit)
    {
        var turn = 2 * Math.Atan2(u[1, 0].Magnitude, u[0, 0].Magnitude);
        double phase, first = 0, last;
        if (u[0, 0].Magnitude < 1e-15)
        {
            phase = (-u[0, 1]).Phase;
            last = u[1, 0].Phase - phase;
        }
        else
        {
            phase = u[0, 0].Phase;
            first = u[1, 0].Magnitude < 1e-15 ? 0 : (-u[0, 1]).Phase - phase;
            last = (u[1, 0].Magnitude < 1e-15 ? u[1, 1] : u[1, 0]).Phase - phase;
        }

        ControlledPhase(step.ControlMask | bit, step.ControlValue | bit, first);
        ControlledTurn(step.ControlMask, step.ControlValue, bit, new(turn, []));
        ControlledPhase(step.ControlMask | bit, step.ControlValue | bit, last);
        ControlledPhase(step.ControlMask, step.ControlValue, phase);
    }

    /// <summary>One entry of modulus 1 per row and column: the basis states are moved, then get their phases.</summary>
    private void Monomial(Instruction step, ComplexMatrix matrix)
    {
        var (rowOf, moves, size) = (new int[matrix.Size], false, matrix.Size);
        for (var entry = 0; entry < size * size; entry++)
        {
            if (matrix[entry / size, entry % size] != 0)
            {
                rowOf[entry % size] = entry / size;
                moves |= entry / size != entry % size;
            }
        }

        if (moves && plan.IsProduct(step.Offsets[^1] | step.ControlMask))
        {
            OneQubit(step, matrix, step.TargetBits[0]);
            return;
        }

        var images = step.Offsets.Index().ToDictionary(item => (int)item.Item, item => (int)step.Offsets[rowOf[item.Index]]);
        var (targets, control, value) = ((int)step.Offsets[^1], (int)step.ControlMask, (int)step.ControlValue);
        if (moves)
        {
            plan.Move(targets | control, i => (i & control) == value ? (i & ~targets) | images[i & targets] : i);
        }

        for (var column = 0; column < size; column++)
        {
            var row = rowOf[column];
            ControlledPhase(targets | control, step.Offsets[row] | step.ControlValue, matrix[row, column].Phase);
        }
    }

    /// <summary>RY(t) where the controls are met: RY(t/2), then X RY(-t/2) X, which turns back where they are not met.</summary>
    private void ControlledTurn(long mask, long value, long bit, AngleSum angle)
    {
        if (mask == 0)
        {
            plan.Turn(bit, angle);
            return;
        }

        plan.Turn(bit, 0.5 * angle);
        Flip(mask, value, bit);
        plan.Turn(bit, -0.5 * angle);
        Flip(mask, value, bit);
    }

    /// <summary>X on a bit where the controls are met.</summary>
    private void Flip(long mask, long value, long bit) => plan.Move(mask | bit, i => (i & mask) == value ? i ^ (int)bit : i);

    private void PhaseShift(long bit, double angle) => ControlledPhase(bit, bit, angle);

    /// <summary>e^(i angle) where the bits of a mask have given values.</summary>
    private void ControlledPhase(long mask, long value, double angle)
    {
        if (angle != 0)
        {
            plan.Phase(new(0, mask, value, new(-2 * angle, [])));
        }
    }

    private static void Each(long bits, Action<long> action)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            action(bits & -bits);
        }
    }
}
