using System.Numerics;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// How a circuit is swept: stages chosen so that as much as possible is done each time a tile is in the cache. It depends on the circuit's form and on the
/// tile's size, not on angles, and is made once per circuit.
/// </summary>
internal sealed class Plan
{
    /// <summary>Bits of a row, the neighbouring amplitudes that are moved together when a tile is scattered over the state.</summary>
    private const int RowBits = 6;

    /// <summary>Bits of a tile that are not in a row, at least: any matrix on six qubits fits.</summary>
    private const int FreeBits = 6;

    private object? spare, spareInverse;

    private Plan(Instruction[] steps, int qubits, int tileBits, int lanes, Stage[] stages, ProductStart? start)
    {
        (Steps, Coefficients, Qubits) = (steps, [.. steps.Select(step => step.Coefficient)], qubits);
        (TileBits, Lanes, Stages, Start) = (tileBits, lanes, stages, start);
        List<int[]> runs = [.. start?.Runs ?? []];
        foreach (var phase in stages.SelectMany(stage => stage.Phases).OfType<GatePhase>())
        {
            phase.First = runs.Count;
            runs.AddRange(phase.Runs);
        }

        (Runs, Formulas) = (new(steps, runs), new(steps));
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

    /// <summary>Where the numbers of fused gates stand.</summary>
    public GateRuns Runs { get; }

    /// <summary>The steps' angles as functions of inputs and weights.</summary>
    public AngleFormulas Formulas { get; }

    /// <summary>What runs of this plan, or backward ones, left behind for the next: bound to no matter which angles.</summary>
    public ref object? Spare(bool inverse) => ref inverse ? ref spareInverse : ref spare;

    /// <summary>Plans the given steps, for any state or, at less cost, for |0...0&gt; only.</summary>
    public static Plan Of(Instruction[] steps, int qubits, int tileBits, int lanes, bool fromZero = false)
    {
        tileBits = Math.Min(tileBits, qubits);
        var (rest, rowBits) = (Fusion.Fuse(steps), Math.Clamp(tileBits - FreeBits, 0, RowBits));
        List<Operation> gates = fromZero ? Take(ref rest, operation => operation.Kind == OperationKind.Gate) : [];
        List<Operation> moves = fromZero ? Take(ref rest, operation => operation.Kind == OperationKind.Relabel) : [];
        var (first, stages) = Planner.Plan(rest, steps, qubits, tileBits, rowBits, fromZero);
        if (fromZero && (stages.Count == 0 || stages[0].Map is null))
        {
            var tile = (1L << tileBits) - 1;
            stages.Insert(0, new(tile, [], new(tile, qubits)));
        }

        return new(steps, qubits, tileBits, lanes, [.. stages], first is null ? null : new(gates, moves, first, stages[0].Tile, lanes));
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
