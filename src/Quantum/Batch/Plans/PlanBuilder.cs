using System.Collections.Immutable;

namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// Arranges elementary gates in layers: every gate goes to the earliest boundary or layer that its bits have not passed, so that each layer holds at
/// most one RY per bit. Gates on single bits at the very beginning become factors of a product state; neighbouring RYs on a bit add their angles.
/// </summary>
internal sealed class PlanBuilder(int qubits)
{
    private const int MostTurns = 3, EnteringTurns = 2;

    private readonly List<(BoundaryBuilder Boundary, AngleSum?[] Turns, List<DenseStep> Dense)> layers = [];
    private readonly List<(bool IsTurn, AngleSum Angle)>[] product = [.. Enumerable.Range(0, qubits).Select(_ => new List<(bool, AngleSum)>())];
    private readonly bool[] joined = new bool[qubits];
    private readonly (int Layer, bool Turned)[] reached = new (int, bool)[qubits];
    private readonly List<AngleSum> slots = [], rows = [];

    /// <summary>A diagonal gate.</summary>
    public void Phase(PhaseTerm term)
    {
        term = term.Simplified();
        if (IsProduct(term.Support))
        {
            Append(product[Number(term.Support)], false, term.Angle);
        }
        else if (term.Support != 0)
        {
            Boundary(term.Support).Add(term);
        }
    }

    /// <summary>RY(<paramref name="angle"/>) on one bit.</summary>
    public void Turn(long bit, AngleSum angle)
    {
        var number = Number(bit);
        if (IsProduct(bit))
        {
            Append(product[number], true, angle);
            return;
        }

        var place = reached[number];
        if (place.Turned && Layer(place.Layer).Turns[number] is null)
        {
            place.Layer++;
        }

        var turns = Layer(place.Layer).Turns;
        turns[number] = turns[number] is { } before ? before + angle : angle;
        reached[number] = (place.Layer, true);
    }

    /// <summary>
    /// A permutation that sends basis state i to <paramref name="image"/>(i) and looks at and changes the bits of <paramref name="support"/> only.
    /// </summary>
    public void Move(long support, Func<int, int> image) => Boundary(support).Move(support, image);

    /// <summary>A constant matrix.</summary>
    public void Dense(DenseStep step)
    {
        var layer = Place(step.Support);
        layers[layer].Dense.Add(step);
        Reach(step.Support, (layer, true));
    }

    /// <summary>Whether the bits are a single one that has met no gate on several bits yet.</summary>
    public bool IsProduct(long bits) => long.IsPow2(bits) && !joined[Number(bits)];

    /// <summary>The finished plan.</summary>
    public BatchPlan Build(Circuit circuit, IReadOnlyList<Observable> observables)
    {
        var final = reached.Max(place => place.Layer + (place.Turned ? 1 : 0));
        Layer(final);
        ImmutableArray<ImmutableArray<ProductFactor>> factors = [.. product.Select(list => (ImmutableArray<ProductFactor>)
            [.. list.Select(factor => new ProductFactor(factor.IsTurn, NewSlot(factor.Angle), NewRow(0.5 * factor.Angle)))])];
        var built = layers.Select(layer => new Layer(layer.Boundary.Build(NewSlot, NewRow), Groups(layer.Turns), [.. layer.Dense])).ToList();
        var source = built[^1].Boundary.Source;
        if (built[^1].Groups.IsEmpty && built[^1].Dense.IsEmpty
            && (observables.All(observable => observable.IsDiagonal) || built[^1].Boundary.IsTrivial))
        {
            built.RemoveAt(built.Count - 1);
        }
        else
        {
            source = [.. Enumerable.Range(0, 1 << qubits)];
        }

        return new()
        {
            Qubits = qubits,
            Inputs = circuit.Inputs,
            Weights = circuit.Weights,
            Product = factors,
            Layers = [.. built],
            Readout = Readout.Of(observables, qubits, source),
            Rows = [.. rows],
            Slots = [.. slots],
        };
    }

    private static int Number(long bit) => (int)long.Log2(bit);

    /// <summary>Adds a factor; a phase on |0&gt; is a global one.</summary>
    private static void Append(List<(bool IsTurn, AngleSum Angle)> factors, bool isTurn, AngleSum angle)
    {
        if (factors.Count > 0 && factors[^1].IsTurn == isTurn)
        {
            factors[^1] = (isTurn, factors[^1].Angle + angle);
        }
        else if (isTurn || factors.Count > 0)
        {
            factors.Add((isTurn, angle));
        }
    }

    /// <summary>
    /// Groups of up to three bits, highest first; angles per sample apart from shared ones. The first group of shared ones has two bits where there
    /// are as many, since it is done together with the boundary; the others are of nearly equal size.
    /// </summary>
    private ImmutableArray<ImmutableArray<Turn>> Groups(AngleSum?[] turns)
    {
        var groups = new List<ImmutableArray<Turn>>();
        int[] bits = [.. Enumerable.Range(0, qubits).Reverse().Where(bit => turns[bit] is not null)];
        foreach (var isPerSample in bits.Select(bit => turns[bit]!.IsPerSample).Distinct())
        {
            Turn[] members = [.. bits.Where(bit => turns[bit]!.IsPerSample == isPerSample)
                .Select(bit => new Turn(bit, turns[bit]!, NewSlot(turns[bit]!), isPerSample ? NewRow(0.5 * turns[bit]!) : -1))];
            var first = isPerSample || members.Length < EnteringTurns ? 0 : EnteringTurns;
            if (first > 0)
            {
                groups.Add([.. members[..first]]);
            }

            var (rest, count) = (members.Length - first, (members.Length - first + MostTurns - 1) / MostTurns);
            for (var group = 0; group < count; group++)
            {
                groups.Add([.. members[(first + group * rest / count)..(first + (group + 1) * rest / count)]]);
            }
        }

        return [.. groups.OrderByDescending(group => group[0].Bit)];
    }

    private int NewSlot(AngleSum angle)
    {
        if (angle.IsConstant)
        {
            return -1;
        }

        slots.Add(angle);
        return slots.Count - 1;
    }

    private int NewRow(AngleSum angle)
    {
        rows.Add(angle);
        return rows.Count - 1;
    }

    /// <summary>The boundary that a gate on these bits joins.</summary>
    private BoundaryBuilder Boundary(long support)
    {
        var layer = Place(support);
        Reach(support, (layer, false));
        return layers[layer].Boundary;
    }

    /// <summary>The first layer whose boundary none of these bits has passed.</summary>
    private int Place(long support)
    {
        var place = 0;
        for (var bit = 0; bit < qubits; bit++)
        {
            if ((support & (1L << bit)) != 0)
            {
                joined[bit] = true;
                place = Math.Max(place, reached[bit].Layer + (reached[bit].Turned ? 1 : 0));
            }
        }

        Layer(place);
        return place;
    }

    private void Reach(long support, (int Layer, bool Turned) place)
    {
        for (var bit = 0; bit < qubits; bit++)
        {
            if ((support & (1L << bit)) != 0)
            {
                reached[bit] = place;
            }
        }
    }

    private (BoundaryBuilder Boundary, AngleSum?[] Turns, List<DenseStep> Dense) Layer(int number)
    {
        while (layers.Count <= number)
        {
            layers.Add((new(qubits), new AngleSum?[qubits], []));
        }

        return layers[number];
    }
}
