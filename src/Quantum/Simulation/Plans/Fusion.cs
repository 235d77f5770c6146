using System.Numerics;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// Groups a circuit's steps into operations: one-qubit steps wait per qubit, and are fused, until a step on several qubits touches theirs; SWAP becomes
/// three controlled X. The fusion depends on the circuit's form only, not on its angles.
/// </summary>
internal static class Fusion
{
    private static readonly ComplexMatrix X = GateCatalogue.X.Matrix(), Swap = GateCatalogue.Swap.Matrix();

    /// <summary>The operations, in an order of application that is equivalent to that of the steps.</summary>
    public static List<Operation> Fuse(ReadOnlySpan<Instruction> steps)
    {
        var operations = new List<Operation>();
        var waiting = new List<int>?[64];
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (!step.IsControlled && BitOperations.PopCount((ulong)step.Support) == 1)
            {
                (waiting[BitOperations.TrailingZeroCount(step.Support)] ??= []).Add(i);
                continue;
            }

            Release(waiting, step.Support, operations);
            AddStep(step, i, operations);
        }

        Release(waiting, -1, operations);
        return operations;
    }

    /// <summary>The steps that wait on the bits of <paramref name="support"/> become operations, those on the lowest bit first.</summary>
    private static void Release(List<int>?[] waiting, long support, List<Operation> operations)
    {
        for (var bit = 0; bit < waiting.Length; bit++)
        {
            if ((support >> bit & 1) != 0 && waiting[bit] is { } run)
            {
                operations.Add(new(OperationKind.Gate, 1L << bit, 0, [.. run]));
                waiting[bit] = null;
            }
        }
    }

    private static void AddStep(Instruction step, int number, List<Operation> operations)
    {
        if (step.Kind == GateKind.Permutation && step.TargetBits.Length == 1 && BitOperations.PopCount((ulong)step.ControlMask) == 1
            && step.ControlValue == step.ControlMask && step.Matrix!.Equals(X))
        {
            operations.Add(new(OperationKind.Relabel, step.TargetBits[0], step.ControlMask, [number]));
        }
        else if (step.Kind == GateKind.Permutation && step.TargetBits.Length == 2 && !step.IsControlled && step.Matrix!.Equals(Swap))
        {
            var (a, b) = (step.TargetBits[0], step.TargetBits[1]);
            operations.AddRange(
                new(OperationKind.Relabel, a, b, [number]), new(OperationKind.Relabel, b, a, [number]), new(OperationKind.Relabel, a, b, [number]));
        }
        else
        {
            operations.Add(new(OperationKind.Step, step.Flips, step.Support & ~step.Flips, [number]));
        }
    }
}
