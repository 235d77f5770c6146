namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// Where the numbers of a plan's fused one-qubit gates stand in tables, so that a vector of gates is bound at a time. Gates of plain rotations come first,
/// those with most rotations before all others: the angles of their first rotations stand side by side, then those of their second rotations, and so on,
/// every level rounded up to whole vectors of any width by rotations by 0. The other gates follow one by one.
/// </summary>
internal sealed class GateRuns
{
    /// <summary>Lanes of the widest vector of double precision.</summary>
    private const int Block = 8;

    private readonly int[] places;

    /// <summary>Tables for the given gates, each a run of steps on one bit.</summary>
    public GateRuns(Instruction[] steps, IReadOnlyList<int[]> runs)
    {
        Runs = [.. runs];
        places = new int[Runs.Length];
        int[] regular = [.. Enumerable.Range(0, Runs.Length).Where(k => Array.TrueForAll(Runs[k], i => IsRotation(steps[i])))];
        regular = [.. regular.OrderByDescending(k => Runs[k].Length)];
        int[] others = [.. Enumerable.Range(0, Runs.Length).Except(regular)];
        (Rotations, Regular, Others) = (regular.Length, RoundUp(regular.Length), others);
        Count = Regular + others.Length;
        for (var g = 0; g < regular.Length; g++)
        {
            places[regular[g]] = g;
        }

        for (var g = 0; g < others.Length; g++)
        {
            places[others[g]] = Regular + g;
        }

        var (levels, start) = (new List<GateLevel>(), 0);
        AnglePlaces = new int[steps.Length];
        for (var level = 0; regular.Length > 0 && level < Runs[regular[0]].Length; level++)
        {
            var gates = regular.TakeWhile(k => Runs[k].Length > level).Count();
            for (var g = 0; g < gates; g++)
            {
                AnglePlaces[Runs[regular[g]][level]] = start + g;
            }

            levels.Add(new(start, RoundUp(gates)));
            start += RoundUp(gates);
        }

        Levels = [.. levels];
        foreach (var i in others.SelectMany(k => Runs[k]))
        {
            AnglePlaces[i] = start++;
        }

        Angles = RoundUp(start + 1);
        foreach (var i in Enumerable.Range(0, steps.Length).Except(Runs.SelectMany(run => run)))
        {
            AnglePlaces[i] = Angles - 1;
        }

        (X, Y, Z) = (new double[Angles], new double[Angles], new double[Angles]);
        foreach (var i in regular.SelectMany(k => Runs[k]))
        {
            var (pauli, place) = (steps[i].Pauli, AnglePlaces[i]);
            (pauli.X == 0 ? Z : pauli.Z == 0 ? X : Y)[place] = 1;
        }
    }

    /// <summary>The gates: the numbers of their steps.</summary>
    public int[][] Runs { get; }

    /// <summary>Number of gates of plain rotations.</summary>
    public int Rotations { get; }

    /// <summary>The same, rounded up to whole vectors.</summary>
    public int Regular { get; }

    /// <summary>The numbers of the other gates, which stand behind those in this order.</summary>
    public int[] Others { get; }

    /// <summary>Length of a table of gates.</summary>
    public int Count { get; }

    /// <summary>Length of a table of angles.</summary>
    public int Angles { get; }

    /// <summary>Per step, where its angle stands; the last place, which nobody reads, for steps that are part of no gate.</summary>
    public int[] AnglePlaces { get; }

    /// <summary>The first, second, ... rotations of the gates.</summary>
    public GateLevel[] Levels { get; }

    /// <summary>1 where a rotation is about x; 0 else.</summary>
    public double[] X { get; }

    /// <summary>1 where a rotation is about y; 0 else.</summary>
    public double[] Y { get; }

    /// <summary>1 where a rotation is about z; 0 else.</summary>
    public double[] Z { get; }

    /// <summary>Where gate number <paramref name="gate"/> stands in a table of gates.</summary>
    public int this[int gate] => places[gate];

    private static bool IsRotation(Instruction step) => step.Matrix is null && step.Constant == 0;

    private static int RoundUp(int count) => (count + Block - 1) / Block * Block;
}

/// <summary>
/// Rotations that stand side by side, from place <paramref name="Start"/> of a table of angles on: those of the first <paramref name="Gates"/> gates.
/// </summary>
internal readonly record struct GateLevel(int Start, int Gates);
