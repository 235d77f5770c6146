using System.Collections.Immutable;
using QXai.Quantum.Gates;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// One place where a circuit uses an angle t that depends on inputs or weights: the steps First..End-1, step l turning by Scale(l) * t. An expectation is
/// a trigonometric
/// polynomial of t with the given frequencies, which decide the shift rule. Nearly always it is one step; exp(-i t H), whose factors all turn with t, is
/// taken as a whole where the differences of H's eigenvalues make a rule of no more evaluations than its factors' rules together, and of weights that do
/// not amplify rounding.
/// </summary>
internal sealed class AngleOccurrence
{
    /// <summary>The most that a rule's weights may sum to, in units of the highest frequency: rounding is amplified as much.</summary>
    private const double MostAmplification = 50;

    private readonly ImmutableArray<double> scales;

    private AngleOccurrence(int first, Angle angle, ImmutableArray<double> scales, ImmutableArray<double> frequencies, ShiftRule rule) =>
        (First, Angle, this.scales, Frequencies, Rule) = (first, angle, scales, frequencies, rule);

    /// <summary>The number of the first step.</summary>
    public int First { get; }

    /// <summary>The number behind the last step.</summary>
    public int End => First + scales.Length;

    /// <summary>t.</summary>
    public Angle Angle { get; }

    /// <summary>The frequencies of t, ascending.</summary>
    public ImmutableArray<double> Frequencies { get; }

    /// <summary>The rule that gives an expectation's slope in t.</summary>
    public ShiftRule Rule { get; }

    /// <summary>All occurrences, in order of application.</summary>
    public static IEnumerable<AngleOccurrence> Of(Circuit circuit, Instruction[] steps)
    {
        for (var l = 0; l < steps.Length; l++)
        {
            if (steps[l].IsDifferentiable)
            {
                var end = l + 1;
                while (end < steps.Length && steps[end].Gate == steps[l].Gate && steps[end].IsDifferentiable)
                {
                    end++;
                }

                foreach (var occurrence in OfGate(circuit.Gates[steps[l].Gate], steps, l, end))
                {
                    yield return occurrence;
                }

                l = end - 1;
            }
        }
    }

    /// <summary>By how much step <paramref name="l"/> turns while t grows by one.</summary>
    public double Scale(int l) => scales[l - First];

    private static IEnumerable<AngleOccurrence> OfGate(AppliedGate applied, Instruction[] steps, int first, int end)
    {
        AngleOccurrence[] apart = [.. Enumerable.Range(first, end - first).Select(l =>
            Make(l, steps[l].Angle, [1], steps[l].Generator!.Frequencies(steps[l].IsControlled)))];
        if (applied.Gate.Core is not HermitianEvolution evolution)
        {
            return apart;
        }

        var frequencies = evolution.Frequencies(applied.Controls.Length > 0);
        if (frequencies.Length > apart.Sum(one => one.Frequencies.Length))
        {
            return apart;
        }

        ImmutableArray<double> scales = [.. evolution.Factors.Where(factor => factor.Parameter is not null).Select(factor => factor.Scale)];
        var whole = Make(first, applied.Angles[0], scales, frequencies);
        return whole.Rule.Terms.Sum(term => Math.Abs(term.Weight)) <= MostAmplification * frequencies.LastOrDefault() ? [whole] : apart;
    }

    private static AngleOccurrence Make(int first, Angle angle, ImmutableArray<double> scales, ImmutableArray<double> frequencies) =>
        new(first, angle, scales, frequencies, ShiftRule.For(frequencies.AsSpan()));
}
