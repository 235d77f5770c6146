using System.Numerics;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// A bit of the circuit's index, seen from the index of a state on which controlled X were not carried out: the bit is the parity of some bits there, and to
/// flip nothing but this bit, others are flipped there.
/// </summary>
internal sealed class FramedBit(int number, long parity, long flip)
{
    /// <summary>The bit's number in the circuit's index.</summary>
    public int Number => number;

    /// <summary>The bits of the state's index whose parity the bit is.</summary>
    public long Parity { get; private set; } = parity;

    /// <summary>The bits of the state's index that are turned over to turn over this bit and leave the circuit's other bits.</summary>
    public long Flip { get; private set; } = flip;

    /// <summary>Follows a relabelling of the state.</summary>
    public void Move(LinearMap map) => (Parity, Flip) = (map.MoveParity(Parity), map.MoveFlip(Flip));
}

/// <summary>Fused gates on one bit, or a step, in terms of framed bits: <paramref name="Targets"/> are flipped, <paramref name="Reads"/> only
/// depended on.</summary>
internal sealed record FramedOperation(OperationKind Kind, int[] Steps, FramedBit[] Targets, FramedBit[] Reads)
{
    /// <summary>The bits that a tile must have. What is read may lie outside, if it is a single bit.</summary>
    public long Needs => Targets.Concat(Reads.Where(bit => !BitOperations.IsPow2(bit.Parity))).Aggregate(0L, (bits, bit) => bits | bit.Flip);

    /// <summary>
    /// Turns relabellings into frames for all that follows: the other operations, and per bit of the index its parity after the last operation.
    /// </summary>
    public static (List<FramedOperation> Operations, long[] Final) Frame(List<Operation> operations, int qubits)
    {
        var (framed, parities, flips) = (new List<FramedOperation>(), LinearMap.Identity(qubits), LinearMap.Identity(qubits));
        foreach (var operation in operations)
        {
            if (operation.Kind == OperationKind.Relabel)
            {
                var (control, target) = (BitOperations.TrailingZeroCount(operation.Reads), BitOperations.TrailingZeroCount(operation.Flips));
                parities[target] ^= parities[control];
                flips[control] ^= flips[target];
            }
            else
            {
                framed.Add(new(operation.Kind, operation.Steps, Bits(operation.Flips), Bits(operation.Reads)));
            }
        }

        return (framed, parities);

        FramedBit[] Bits(long set) =>
            [.. Enumerable.Range(0, qubits).Where(bit => (set >> bit & 1) != 0).Select(bit => new FramedBit(bit, parities[bit], flips[bit]))];
    }

    /// <summary>Follows a relabelling of the state.</summary>
    public void Move(LinearMap map)
    {
        foreach (var bit in Targets)
        {
            bit.Move(map);
        }

        foreach (var bit in Reads)
        {
            bit.Move(map);
        }
    }
}

/// <summary>Operations that were put off; whoever overtakes them must flip nothing that they depend on, and depend on nothing that they flip.</summary>
internal sealed class PutOff
{
    private readonly IndependentParities knownFlips = new(-1), knownParities = new(-1);
    private readonly List<long> flips = [], parities = [];

    /// <summary>Puts an operation off.</summary>
    public void Add(FramedOperation operation)
    {
        foreach (var bit in operation.Targets)
        {
            Add(knownFlips, flips, bit.Flip);
            Add(knownParities, parities, bit.Parity);
        }

        foreach (var bit in operation.Reads)
        {
            Add(knownParities, parities, bit.Parity);
        }
    }

    /// <summary>Whether the operation may be done before all of them.</summary>
    public bool Lets(FramedOperation operation) =>
        Array.TrueForAll(operation.Targets, bit => Keeps(bit.Parity) && parities.TrueForAll(parity => IsEven(parity & bit.Flip)))
        && Array.TrueForAll(operation.Reads, bit => Keeps(bit.Parity));

    /// <summary>Whether none of them changes a parity.</summary>
    public bool Keeps(long parity) => flips.TrueForAll(flip => IsEven(flip & parity));

    private static void Add(IndependentParities known, List<long> all, long bits)
    {
        if (known.Add(bits, 0) != 0)
        {
            all.Add(bits);
        }
    }

    private static bool IsEven(long bits) => (BitOperations.PopCount((ulong)bits) & 1) == 0;
}
