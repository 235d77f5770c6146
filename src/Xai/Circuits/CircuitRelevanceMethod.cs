using System.Globalization;
using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>What all circuit relevances have in common: arguments and scope are checked before anything is computed, and notes are worded in one
/// place.</summary>
public abstract class CircuitRelevanceMethod : ICircuitRelevance
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <inheritdoc/>
    public abstract string Needs { get; }

    /// <inheritdoc/>
    public abstract string Promises { get; }

    /// <inheritdoc/>
    public abstract string Source { get; }

    /// <inheritdoc/>
    public abstract bool IsConservative { get; }

    /// <inheritdoc/>
    public virtual bool UsesReference => true;

    /// <inheritdoc/>
    public virtual string? Refusal(CircuitScore score) => null;

    /// <inheritdoc/>
    public CircuitRelevance Of(CircuitScore score, double[] x, double[]? reference = null, CircuitRelevanceOptions? options = null)
    {
        if (Refusal(score) is { } reason)
        {
            throw new InputException($"{Name} does not apply: {reason}.");
        }

        Check(score, "input", x);
        Check(score, "reference", reference);
        return Compute(score, x, UsesReference ? reference : null, options ?? new());
    }

    /// <summary>The method itself, on checked arguments.</summary>
    private protected abstract CircuitRelevance Compute(CircuitScore score, double[] x, double[]? reference, CircuitRelevanceOptions options);

    /// <summary>The given reference, or else a root point near x.</summary>
    private protected static (double[] Point, RootPoint? Root) RootUnlessGiven(
        CircuitScore score, double[] x, double[]? reference, CircuitRelevanceOptions options)
    {
        var root = reference is null ? RootFinder.Find(score, x, options.Root) : null;
        return (reference ?? root!.Point, root);
    }

    /// <summary>A relevance by a method with a reference, f(x~) being what no input gets; with the notes that belong to it.</summary>
    private protected CircuitRelevance FromReference(
        double[] relevance, double atX, double atReference, double[] point, RootPoint? root, params IEnumerable<KeyValuePair<string, string>> choices)
    {
        var result = new CircuitRelevance
        {
            Method = Name,
            Relevance = relevance,
            Score = atX,
            Parts = [new("f(reference)", atReference)],
            Reference = point,
            Root = root,
            Choices = [.. choices],
        };
        return result with { Notes = [.. ReferenceNotes(result)] };
    }

    private protected static KeyValuePair<string, string> Choice(string name, Enum value) =>
        new(name, System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private protected static IEnumerable<string> ReferenceNotes(CircuitRelevance result)
    {
        if (result.Root is { IsRoot: false } nearest)
        {
            yield return Invariant(
                $"No root point is in reach: the smallest score that the search met is f = {nearest.Value:G6}, at distance {nearest.Distance:G4}.");
        }

        if (result.Relevance.All(r => Math.Abs(r) <= 1e-12 * Math.Abs(result.Promised)) && result.Promised != 0)
        {
            yield return Invariant($"Every relevance is zero although f(x) - f(reference) = {result.Promised:G6}: ")
                + "the reference is degenerate, and all of the score is interaction between inputs.";
        }
    }

    private protected static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Check(CircuitScore score, string what, double[]? numbers)
    {
        if (numbers is not null && numbers.Length != score.Inputs)
        {
            throw new InputException($"The {what} has {numbers.Length} numbers, but the circuit takes {score.Inputs} inputs.");
        }

        if (numbers is not null && Array.FindIndex(numbers, number => !double.IsFinite(number)) is >= 0 and var i)
        {
            throw new InputException(Invariant($"Number {i} of the {what} is {numbers[i]}, which is not a finite number."));
        }
    }
}
