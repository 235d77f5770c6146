using System.Numerics;
using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Perturbation;

/// <summary>
/// Exact Shapley values of groups of input elements: phi_i = sum over S not containing i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)), v(S) = f^l(x
/// on S, x~ elsewhere), over all 2^n coalitions, a tile of them at a time. Groups are the g x g patches of a picture, or g runs of neighbouring
/// inputs of a circuit (each input by itself where there are at most 16); a group's value is shared equally among its pixels or inputs. Shapley, 1953.
/// </summary>
public sealed class ShapleyValues : Explainer
{
    /// <summary>The most groups: 65,536 coalitions.</summary>
    public const int MostGroups = 16;

    private const int Tile = 512;

    /// <inheritdoc/>
    public override string Name => "shapley";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Perturbation;

    /// <inheritdoc/>
    public override string Summary =>
        "gives each group of input elements its mean contribution to the score over all orders in which the groups could join the reference";

    /// <inheritdoc/>
    public override string Needs => "nothing; a reference (zeros unless given); at most 16 groups";

    /// <inheritdoc/>
    public override string Promises => "adds up to f(x) - f(reference); signed; resolution of the groups";

    /// <inheritdoc/>
    public override string Source => "Shapley 1953; Lundberg and Lee 2017, (4)";

    /// <inheritdoc/>
    public override bool IsConservative => true;

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => [ExplainOption.Reference, ExplainOption.Groups];

    /// <inheritdoc/>
    protected override string WhyZero => "no group changes the score, whatever groups are there already";

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        var (reference, choice) = ReferenceOf(run, options);
        var isPicture = run.Input.Shape.Rank == 3;
        var groups = AtLeast(
            ExplainOption.Groups,
            options.Groups ?? (isPicture ? Math.Min(3, Math.Min(run.Input.Shape[1], run.Input.Shape[2])) : Math.Min(run.Input.Length, MostGroups)),
            1);
        var groupOf = isPicture ? Patches(run.Input.Shape[1], run.Input.Shape[2], groups) : Runs(run.Input.Length, groups);
        var (count, sizes) = (isPicture ? groups * groups : groups, groupOf.GroupBy(group => group).ToDictionary(group => group.Key, group => group.Count()));
        var values = Exact(count, coalitions => Scores(run, reference, groupOf, coalitions));
        var relevance = Tensor<double>.From(
            isPicture ? new Shape(run.Input.Shape[1], run.Input.Shape[2]) : run.Input.Shape, [.. groupOf.Select(group => values[group] / sizes[group])]);
        return Evidence(run, relevance) with
        {
            Reference = reference,
            Promised = run.Scores[run.Target] - run.Model.Run(reference, run.Target).Scores[run.Target],
            Options = [choice, Record(ExplainOption.Groups, groups)],
        };
    }

    /// <summary>
    /// The Shapley values of <paramref name="players"/> players, 1 to 16, from the worths v of coalitions: bit i of a coalition says whether player i is in it.
    /// <paramref name="worths"/> gets at most 512 coalitions at a time.
    /// </summary>
    public static double[] Exact(int players, Func<int[], double[]> worths)
    {
        var (values, joins) = (new double[players], Joins(players));
        for (var first = 0; first < 1 << players; first += Tile)
        {
            int[] coalitions = [.. Enumerable.Range(first, Math.Min(Tile, (1 << players) - first))];
            foreach (var (coalition, worth) in coalitions.Zip(worths(coalitions)))
            {
                var size = BitOperations.PopCount((uint)coalition);
                for (var player = 0; player < players; player++)
                {
                    values[player] += (coalition >> player & 1) == 1 ? joins[size - 1] * worth : -joins[size] * worth;
                }
            }
        }

        return values;
    }

    /// <summary>|S|! (n - |S| - 1)! / n! for |S| = 0 to n - 1, and zero for n, from which nobody is missing.</summary>
    private static double[] Joins(int players)
    {
        var joins = new double[players + 1];
        joins[0] = 1.0 / players;
        for (var size = 1; size < players; size++)
        {
            joins[size] = joins[size - 1] * size / (players - size);
        }

        return joins;
    }

    private static double[] Scores(ModelRun run, Tensor<double> reference, int[] groupOf, int[] coalitions)
    {
        var batch = new Tensor<double>(new Shape([coalitions.Length, .. run.Input.Shape.Extents]));
        for (var c = 0; c < coalitions.Length; c++)
        {
            var mixed = batch.Slice(c).Span;
            for (var i = 0; i < mixed.Length; i++)
            {
                mixed[i] = (coalitions[c] >> groupOf[i % groupOf.Length] & 1) == 1 ? run.Input.Span[i] : reference.Span[i];
            }
        }

        var scores = run.Model.ScoresOf(batch);
        return [.. Enumerable.Range(0, coalitions.Length).Select(c => scores[c, run.Target])];
    }

    /// <summary>The patch of each pixel, row by row, patches as equal as they can be.</summary>
    private static int[] Patches(int height, int width, int groups) => groups * groups > MostGroups
        ? throw new InputException($"The option groups is {groups}, which makes {groups * groups} patches, but exact values are for at most {MostGroups}.")
        : groups > Math.Min(height, width)
        ? throw new InputException($"The option groups is {groups}, but a picture of {height} x {width} pixels has no {groups} x {groups} patches.")
        : [.. Enumerable.Range(0, height * width).Select(pixel => (pixel / width * groups / height * groups) + (pixel % width * groups / width))];

    private static int[] Runs(int inputs, int groups) => groups > MostGroups
        ? throw new InputException($"The option groups is {groups}, but exact values are for at most {MostGroups}.")
        : groups > inputs
        ? throw new InputException($"The option groups is {groups}, but the circuit has {inputs} inputs.")
        : [.. Enumerable.Range(0, inputs).Select(input => input * groups / inputs)];
}
