namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// Collects the permutations and diagonal gates of one boundary. A permutation starts a new numbering only where a phase stands in its way, and a
/// phase goes back through permutations that leave its bits alone, so that there are few numberings: for a ring of CNOTs between rotations, two.
/// </summary>
internal sealed class BoundaryBuilder(int qubits)
{
    private const int MostClasses = 32;

    private readonly List<Numbering> numberings = [new(Enumerable.Range(0, 1 << qubits).ToArray())];

    /// <summary>Adds a diagonal gate.</summary>
    public void Add(PhaseTerm term)
    {
        var earliest = numberings.Count - 1;
        while (earliest > 0 && (numberings[earliest].Touched & term.Support) == 0)
        {
            earliest--;
        }

        var place = numberings.FindLastIndex(numbering => numbering.Terms.Count > 0);
        numberings[place >= earliest ? place : numberings.Count - 1].Add(term);
    }

    /// <summary>
    /// Adds a permutation that sends basis state i to <paramref name="image"/>(i) and looks at and changes the bits of <paramref name="support"/>
    /// only.
    /// </summary>
    public void Move(long support, Func<int, int> image)
    {
        if (numberings[^1].Terms.Any(term => (term.Support & support) != 0))
        {
            numberings.Add(new(numberings[^1].Source));
        }

        numberings[^1].Move(support, image);
    }

    /// <summary>
    /// The finished boundary; angles that depend on inputs or weights get slots for their gradients, phases per sample rows for their cosines and
    /// sines.
    /// </summary>
    public Boundary Build(Func<AngleSum, int> newSlot, Func<AngleSum, int> newRow)
    {
        var constant = new double[1 << qubits];
        var frames = new List<Frame>();
        var wide = new List<WidePhase>();
        var perSample = new List<(int[] Source, PhaseTerm Term)>();
        foreach (var (source, terms) in numberings)
        {
            var single = new List<BitPhase>();
            foreach (var term in terms)
            {
                if (term.Angle.IsConstant)
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        constant[source[i]] -= term.Sign(i) * term.Angle.Constant / 2;
                    }

                    continue;
                }

                var slot = newSlot(term.Angle);
                if (long.IsPow2(term.Parity) && term.Mask == 0)
                {
                    single.Add(new((int)long.Log2(term.Parity), term.Angle, slot));
                }
                else
                {
                    wide.Add(new(term.Angle, slot, Rows(source, term, 1), Rows(source, term, -1)));
                }

                if (term.Angle.IsPerSample)
                {
                    perSample.Add((source, term));
                }
            }

            if (single.Count > 0)
            {
                frames.Add(new(source, [.. single]));
            }
        }

        return new()
        {
            Source = numberings[^1].Source,
            Frames = [.. frames],
            Wide = [.. wide],
            Constant = constant,
            PerSample = [.. Classes(perSample, newRow)],
            HasSharedPhases = numberings.Any(numbering => numbering.Terms.Any(term => !term.Angle.IsPerSample)),
        };
    }

    private static int[] Rows(int[] source, PhaseTerm term, int sign) =>
        [.. Enumerable.Range(0, source.Length).Where(i => term.Sign(i) == sign).Select(i => source[i]).Order()];

    /// <summary>Joins phases per sample: states on which all of the joined phases have the same signs form a class with one angle.</summary>
    private IEnumerable<PhaseClasses> Classes(List<(int[] Source, PhaseTerm Term)> phases, Func<AngleSum, int> newRow)
    {
        var (classes, angles) = (new byte[1 << qubits], new List<AngleSum> { new(0, []) });
        foreach (var (source, term) in phases)
        {
            var (finer, finerAngles) = Split(classes, angles, source, term);
            if (finerAngles.Count > MostClasses)
            {
                yield return Finish(classes, angles, newRow);
                (finer, finerAngles) = Split(new byte[1 << qubits], [new(0, [])], source, term);
            }

            (classes, angles) = (finer, finerAngles);
        }

        if (angles.Count > 1)
        {
            yield return Finish(classes, angles, newRow);
        }
    }

    private static (byte[] Classes, List<AngleSum> Angles) Split(byte[] classes, List<AngleSum> angles, int[] source, PhaseTerm term)
    {
        var known = new Dictionary<(byte Class, int Sign), int>();
        var (finer, finerAngles) = (new byte[classes.Length], new List<AngleSum>());
        for (var i = 0; i < source.Length; i++)
        {
            var key = (classes[source[i]], term.Sign(i));
            if (!known.TryGetValue(key, out var number))
            {
                known.Add(key, number = finerAngles.Count);
                finerAngles.Add(angles[key.Item1] + -0.5 * key.Item2 * term.Angle);
            }

            finer[source[i]] = (byte)number;
        }

        return (finer, finerAngles);
    }

    private PhaseClasses Finish(byte[] classes, List<AngleSum> angles, Func<AngleSum, int> newRow) =>
        new([.. numberings[^1].Source.Select(old => classes[old])], [.. angles.Select(newRow)]);

    private sealed record Numbering(int[] Source, List<PhaseTerm> Terms)
    {
        public Numbering(int[] source)
            : this(source, [])
        {
        }

        public int[] Source { get; private set; } = Source;

        public long Touched { get; private set; }

        public void Add(PhaseTerm term)
        {
            var same = Terms.FindIndex(known => known.Parity == term.Parity && known.Mask == term.Mask && known.Value == term.Value
                && known.Angle.IsPerSample == term.Angle.IsPerSample);
            if (same < 0)
            {
                Terms.Add(term);
            }
            else
            {
                Terms[same] = term with { Angle = Terms[same].Angle + term.Angle };
            }
        }

        public void Move(long support, Func<int, int> image)
        {
            var moved = new int[Source.Length];
            for (var i = 0; i < moved.Length; i++)
            {
                moved[image(i)] = Source[i];
            }

            (Source, Touched) = (moved, Touched | support);
        }
    }
}
