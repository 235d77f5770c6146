using System.Numerics;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// Finds few sweeps. Controlled X are not carried out where they stand: what follows is seen from the index that the state has (<see cref="FramedBit"/>), and
/// may flip several of its bits together. A sweep takes all operations, in order, whose flips fit its tile and which may overtake those that do not.
/// In the tile, one linear relabelling before every group of gates makes their bits bits of the index, and one at the end packs the
/// bits that the next sweep needs into the lowest places; after the last gates every bit gets its final meaning.
/// </summary>
internal sealed class Planner
{
    /// <summary>The lowest bits, which may lie within a vector and never give way to others: to move them is dear.</summary>
    private const int LaneBits = 4;

    private readonly Instruction[] steps;
    private readonly int qubits, tileBits;
    private readonly long row, lanes;
    private readonly long[] final;
    private readonly List<Stage> stages = [];
    private List<FramedOperation> rest;

    /// <summary>Whether the last tile with gates is chosen so that as many bits as possible get their final meaning, at the price of shorter rows.</summary>
    private bool finishEarly;

    /// <summary>Whether a sweep that can leave only bits with their final meaning to the outside of the next one, which is then the last, does so.</summary>
    private bool leaveFinished;

    private Planner(List<Operation> operations, Instruction[] steps, int qubits, int tileBits, int rowBits)
    {
        (this.steps, this.qubits, this.tileBits, row) = (steps, qubits, tileBits, (1L << rowBits) - 1);
        lanes = row & ((1 << LaneBits) - 1);
        (rest, final) = FramedOperation.Frame(operations, qubits);
    }

    /// <summary>
    /// The sweeps for the given operations; every tile has at least the lowest <paramref name="rowBits"/> bits. Where the first sweep need not find the
    /// state's index as the circuit has it, also a relabelling with which the first tile, which is written and not read, is one stretch of the state: stores
    /// that miss the cache are slow in short rows.
    /// </summary>
    public static (LinearMap? First, List<Stage> Stages) Plan(
        List<Operation> operations, Instruction[] steps, int qubits, int tileBits, int rowBits, bool relabelFirst)
    {
        (bool, bool)[] choices = qubits <= tileBits ? [default] : [(false, false), (false, true), (true, false), (true, true)];
        var plans = choices.Select(choice =>
        {
            var planner = new Planner(operations, steps, qubits, tileBits, rowBits);
            (planner.finishEarly, planner.leaveFinished) = choice;
            return (First: relabelFirst ? planner.RelabelFirst() : null, Stages: planner.Stages());
        });
        return plans.MinBy(plan => plan.Stages.Sum(stage => Cost(stage.Tile)));
    }

    /// <summary>What a sweep takes, roughly: more where its rows are short.</summary>
    private static double Cost(long tile) => 1 + 0.25 * Math.Max(0, 10 - BitOperations.TrailingZeroCount(~tile));

    private LinearMap RelabelFirst()
    {
        var all = (1L << qubits) - 1;
        var map = Packing(Take(lanes, all).Tile, all, qubits);
        Move(map, []);
        return map;
    }

    private List<Stage> Stages()
    {
        while (rest.Count > 0)
        {
            Next();
        }

        Relabel(final);
        return stages;
    }

    private void Next()
    {
        var (tile, taken, left) = Take(row, row);
        if (taken.Count == 0)
        {
            Whole();
            return;
        }

        rest = left;
        tile = left.Count == 0 && finishEarly ? WithUnfinished(tile, final) : tile;
        for (var bit = 1L; BitOperations.PopCount((ulong)tile) < tileBits; bit <<= 1)
        {
            tile |= bit;
        }

        var phases = new List<Phase>();
        while (taken.Count > 0)
        {
            Do(taken, tile, phases);
        }

        if (rest.Count > 0)
        {
            Move(Finishing(tile) ?? Packing(Take(lanes, tile).Tile, tile, qubits), tile, [], phases);
        }
        else
        {
            Settle(tile, final, phases);
        }

        stages.Add(new(tile, [.. phases], new(tile, qubits)));
    }

    /// <summary>
    /// A tile with the given bits, as wide as the operations that it takes need, those, and the others. At least a row's bits must be
    /// <paramref name="movable"/> ones.
    /// </summary>
    private (long Tile, List<FramedOperation> Taken, List<FramedOperation> Left) Take(long tile, long movable)
    {
        var mostFixed = tileBits - BitOperations.PopCount((ulong)row);
        var (taken, left, putOff) = (new List<FramedOperation>(), new List<FramedOperation>(), new PutOff());
        foreach (var operation in rest)
        {
            var wider = tile | operation.Needs;
            if (BitOperations.PopCount((ulong)wider) <= tileBits && BitOperations.PopCount((ulong)(wider & ~movable)) <= mostFixed && putOff.Lets(operation))
            {
                taken.Add(operation);
                tile = wider;
            }
            else
            {
                left.Add(operation);
                putOff.Add(operation);
            }
        }

        return (tile, taken, left);
    }

    /// <summary>Gives as many bits their final meaning as lie outside a tile, none of which a later operation flips; null where there are too few.</summary>
    private LinearMap? Finishing(long tile)
    {
        var (wanted, independent, putOff, missing) = (new List<WantedParity>(), new IndependentParities(tile), new PutOff(), qubits - tileBits);
        rest.ForEach(putOff.Add);
        for (var bit = qubits - 1; bit >= BitOperations.PopCount((ulong)row) && missing > 0 && leaveFinished; bit--)
        {
            if ((tile >> bit & 1) == 0)
            {
                missing -= final[bit] == 1L << bit && putOff.Keeps(final[bit]) ? 1 : 0;
            }
            else if (putOff.Keeps(final[bit]) && independent.Add(final[bit], 1L << bit) != 0)
            {
                wanted.Add(new(final[bit], 0, bit, IsExact: true));
                missing--;
            }
        }

        return missing == 0 ? LinearMap.Making([.. wanted], tile, qubits) : null;
    }

    /// <summary>Moves the bits that the next tile needs to the lowest places of this one, so that its rows are long.</summary>
    private static LinearMap Packing(long next, long tile, int qubits)
    {
        var (needed, low) = (next & tile, 0L);
        for (var rest = tile; BitOperations.PopCount((ulong)low) < BitOperations.PopCount((ulong)needed); rest &= rest - 1)
        {
            low |= rest & -rest;
        }

        var moves = LinearMap.Bits(needed & ~low).Zip(LinearMap.Bits(low & ~needed), (bit, place) => new WantedParity(1L << bit, 0, place, IsExact: true));
        return LinearMap.Making([.. moves], tile, qubits);
    }

    /// <summary>Makes phases of the gates that are ready, or of the first step, and removes them.</summary>
    private void Do(List<FramedOperation> taken, long tile, List<Phase> phases)
    {
        var (putOff, chosen, together) = (new PutOff(), new List<FramedOperation>(), new PutOff());
        foreach (var operation in taken)
        {
            if (operation.Kind == OperationKind.Gate && putOff.Lets(operation) && together.Lets(operation))
            {
                chosen.Add(operation);
                together.Add(operation);
            }
            else
            {
                putOff.Add(operation);
            }
        }

        var step = chosen.Count == 0 ? taken[0] : null;
        FramedBit[] bits = step is null
            ? [.. chosen.Select(gate => gate.Targets[0])]
            : [.. step.Targets, .. step.Reads.Where(bit => (bit.Parity & tile) != 0)];
        var wanted = bits.Select(bit => new WantedParity(bit.Parity, (bit.Flip & ~tile) == 0 ? bit.Flip : 0, bit.Number));
        Move(LinearMap.Making([.. wanted], tile, qubits), tile, taken, phases);
        if (step is null)
        {
            (int Place, int[] Steps)[] placed = [.. chosen.Select(gate => (TileBits.Place(tile, gate.Targets[0].Parity), gate.Steps))];
            phases.Add(new GatePhase(placed, BitOperations.PopCount((ulong)tile)));
            taken.RemoveAll(chosen.Contains);
        }
        else
        {
            phases.Add(new StepPhase(steps[step.Steps[0]].Within(Renamed, 1), step.Steps[0], tile));
            taken.RemoveAt(0);
        }

        long Renamed(long set) => step.Targets.Concat(step.Reads).Aggregate(0L, (renamed, bit) => renamed | ((set >> bit.Number & 1) != 0 ? bit.Parity : 0));
    }

    /// <summary>One step on the whole state: its bits must be where the circuit has them.</summary>
    private void Whole()
    {
        var step = rest[0];
        var wanted = step.Targets.Concat(step.Reads).Select(bit => new WantedParity(bit.Parity, bit.Flip, bit.Number, IsExact: true));
        Relabel(LinearMap.Making([.. wanted], (1L << qubits) - 1, qubits).Forward.ToArray());
        stages.Add(new(0, [new StepPhase(steps[step.Steps[0]], step.Steps[0], (1L << qubits) - 1)], null));
        rest.RemoveAt(0);
    }

    /// <summary>Sweeps that do nothing but relabel, until every bit of the index is the wanted parity, which follows the relabellings.</summary>
    private void Relabel(long[] goal)
    {
        while (LinearMap.Unfinished(goal) != 0)
        {
            var tile = WithUnfinished(row, goal);
            for (var bit = 1L; BitOperations.PopCount((ulong)tile) < tileBits; bit <<= 1)
            {
                tile |= bit;
            }

            var phases = new List<Phase>();
            Settle(tile, goal, phases);
            stages.Add(new(tile, [.. phases], new(tile, qubits)));
        }
    }

    /// <summary>
    /// The tile with more bits, one or two at a time, as long as they fit and more bits can get what they are to be within it: the parities that the tile's
    /// bits are to be must be independent within the tile.
    /// </summary>
    private long WithUnfinished(long tile, long[] goal)
    {
        while (BitOperations.PopCount((ulong)tile) < tileBits)
        {
            var (best, gain) = (tile, 0.0);
            var free = LinearMap.Bits(((1L << qubits) - 1) & ~tile).ToArray();
            var (room, count) = (tileBits - BitOperations.PopCount((ulong)tile), Finishable(tile, goal));
            foreach (var bit in free)
            {
                foreach (var other in free.Where(other => other <= bit && (room > 1 || other == bit)))
                {
                    var wider = tile | 1L << bit | 1L << other;
                    var found = (Finishable(wider, goal) - count) / (bit == other ? 1.0 : 2.0);
                    (best, gain) = found > gain ? (wider, found) : (best, gain);
                }
            }

            if (best == tile)
            {
                break;
            }

            tile = best;
        }

        return tile;
    }

    /// <summary>How many of the tile's bits that are not yet what they are to be can become so within it.</summary>
    private static int Finishable(long tile, long[] goal) => Settled(tile, goal).Count(bit => goal[bit] != 1L << bit);

    /// <summary>Bits of the tile that are or can be made what they are to be within it; those that are so already come first.</summary>
    private static List<int> Settled(long tile, long[] goal)
    {
        var independent = new IndependentParities(tile);
        var done = LinearMap.Bits(tile).Where(bit => goal[bit] == 1L << bit);
        return [.. done.Concat(LinearMap.Bits(tile).Where(bit => goal[bit] != 1L << bit)).Where(bit => independent.Add(goal[bit], 1L << bit) != 0)];
    }

    /// <summary>A relabelling that makes bits of the tile what they are to be.</summary>
    private void Settle(long tile, long[] goal, List<Phase> phases)
    {
        var wanted = Settled(tile, goal).Select(bit => new WantedParity(goal[bit], 0, bit, IsExact: true));
        var map = LinearMap.Making([.. wanted], tile, qubits);
        Move(map, tile, [], phases);
        if (!ReferenceEquals(goal, final))
        {
            Follow(goal, map);
        }
    }

    private void Move(LinearMap map, long tile, List<FramedOperation> taken, List<Phase> phases)
    {
        if (map.IsIdentity)
        {
            return;
        }

        phases.Add(new RelabelPhase(map, tile));
        Move(map, taken);
    }

    private void Move(LinearMap map, List<FramedOperation> taken)
    {
        taken.ForEach(operation => operation.Move(map));
        rest.ForEach(operation => operation.Move(map));
        Follow(final, map);
    }

    private static void Follow(long[] parities, LinearMap map)
    {
        for (var bit = 0; bit < parities.Length; bit++)
        {
            parities[bit] = map.MoveParity(parities[bit]);
        }
    }
}
