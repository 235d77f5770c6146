using System.Numerics;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// How a circuit is swept: stages chosen greedily, so that as much as possible is done each time a tile is in the cache. It depends on the circuit's form,
/// the tile's size and the vector's lanes, not on angles, and is made once per circuit.
/// </summary>
internal sealed class Plan
{
    /// <summary>Bits of a row, the neighbouring amplitudes that are moved together when a tile is scattered over the state: a page of memory.</summary>
    private const int RowBits = 9;

    /// <summary>Bits of a tile that are not in a row, at least: any matrix on six qubits fits.</summary>
    private const int FreeBits = 6;

    private Plan(Instruction[] steps, int qubits, int tileBits, int lanes, Stage[] stages, ProductStart? start)
    {
        (Steps, Coefficients, Qubits) = (steps, [.. steps.Select(step => step.Coefficient)], qubits);
        (TileBits, Lanes, Stages, Start) = (tileBits, lanes, stages, start);
    }

    /// <summary>The circuit's steps.</summary>
    public Instruction[] Steps { get; }

    /// <summary>c of every step's generator a + c P; 0 for steps without angles.</summary>
    public double[] Coefficients { get; }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>Number of bits in a tile.</summary>
    public int TileBits { get; }

    /// <summary>Lanes of the vector that sweeps use.</summary>
    public int Lanes { get; }

    /// <summary>The sweeps in order.</summary>
    public Stage[] Stages { get; }

    /// <summary>Where the state is |0...0&gt; at first: what the first sweep writes to its tiles instead of bringing them in.</summary>
    public ProductStart? Start { get; }

    /// <summary>Plans the given steps, for any state or, at less cost, for |0...0&gt; only.</summary>
    public static Plan Of(Instruction[] steps, int qubits, int tileBits, int lanes, bool fromZero = false)
    {
        tileBits = Math.Min(tileBits, qubits);
        var (stages, rest) = (new List<Stage>(), Fusion.Fuse(steps));
        List<Operation> gates = fromZero ? Take(ref rest, operation => operation.Kind == OperationKind.Gate) : [];
        List<Operation> moves = fromZero ? Take(ref rest, operation => operation.Kind == OperationKind.Relabel) : [];
        while (rest.Count > 0)
        {
            stages.Add(Next(ref rest, steps, qubits, tileBits, lanes));
        }

        if (fromZero && (stages.Count == 0 || stages[0].Map is null))
        {
            var tile = (1L << tileBits) - 1;
            stages.Insert(0, new(tile, [], new(tile, qubits)));
        }

        return new(steps, qubits, tileBits, lanes, [.. stages], fromZero ? new(gates, moves, qubits, stages[0].Tile, lanes) : null);
    }

    private static Stage Next(ref List<Operation> rest, Instruction[] steps, int qubits, int tileBits, int lanes)
    {
        var tile = (1L << Math.Clamp(tileBits - FreeBits, 0, RowBits)) - 1;
        var (taken, left) = (new List<Operation>(), new List<Operation>());
        var (flips, reads) = (0L, 0L);
        foreach (var operation in rest)
        {
            var wider = tile | operation.Flips;
            if (operation.Passes(flips, reads) && BitOperations.PopCount((ulong)wider) <= tileBits)
            {
                taken.Add(operation);
                tile = wider;
            }
            else
            {
                left.Add(operation);
                (flips, reads) = (flips | operation.Flips, reads | operation.Reads);
            }
        }

        if (taken.Count == 0)
        {
            var whole = rest[0];
            rest.RemoveAt(0);
            return new(0, [new StepPhase(steps[whole.Steps[0]], whole.Steps[0], (1L << qubits) - 1)], null);
        }

        for (var bit = 1L; BitOperations.PopCount((ulong)tile) < tileBits; bit <<= 1)
        {
            tile |= bit;
        }

        rest = left;
        return new(tile, Phases(taken, steps, tile, lanes), new(tile, qubits));
    }

    private static Phase[] Phases(List<Operation> operations, Instruction[] steps, long tile, int lanes)
    {
        var phases = new List<Phase>();
        while (operations.Count > 0)
        {
            if (Take(ref operations, operation => operation.Kind == OperationKind.Relabel && !LeavesLanes(operation)) is { Count: > 0 } moves)
            {
                phases.Add(new RelabelPhase(moves, tile));
            }
            else if (Take(ref operations, operation => operation.Kind == OperationKind.Relabel && LeavesLanes(operation)) is { Count: > 0 } exchanges)
            {
                phases.AddRange(exchanges.Select(operation => new LaneExchangePhase(operation, tile)));
            }
            else if (Take(ref operations, operation => operation.Kind == OperationKind.Gate) is { Count: > 0 } gates)
            {
                phases.Add(new GatePhase(gates, tile));
            }
            else
            {
                var first = operations[0];
                operations.RemoveAt(0);
                phases.Add(new StepPhase(steps[first.Steps[0]], first.Steps[0], tile));
            }
        }

        return [.. phases];

        bool LeavesLanes(Operation operation) => operation.Reads < lanes && operation.Flips >= lanes;
    }

    /// <summary>Takes out all wanted operations that may be done before the ones that stay.</summary>
    private static List<Operation> Take(ref List<Operation> operations, Predicate<Operation> wanted)
    {
        var (taken, left) = (new List<Operation>(), new List<Operation>());
        var (flips, reads) = (0L, 0L);
        foreach (var operation in operations)
        {
            if (wanted(operation) && operation.Passes(flips, reads))
            {
                taken.Add(operation);
            }
            else
            {
                left.Add(operation);
                (flips, reads) = (flips | operation.Flips, reads | operation.Reads);
            }
        }

        operations = left;
        return taken;
    }
}
