using QXai.Numerics;
using QXai.Xai.Circuits;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Perturbation;

/// <summary>
/// Exact Shapley values of groups of input elements: phi_i = sum over S not containing i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)), v(S) = f^l(x
/// on S, x~ elsewhere), over all 2^n coalitions, a tile of them at a time. Groups are the g x g patches of a picture, or g runs of neighbouring
/// inputs of a circuit (each input by itself where there are at most 16); a group's value is shared equally among its pixels or inputs. Shapley, 1953.
/// </summary>
public sealed class ShapleyValues : Explainer
{
    /// <summary>The most groups.</summary>
    public const int MostGroups = Coalitions.MostPlayers;

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
        var values = Coalitions.Of(count, coalitions => Scores(run, reference, groupOf, coalitions)).Shapley();
        var relevance = Tensor<double>.From(
            isPicture ? new Shape(run.Input.Shape[1], run.Input.Shape[2]) : run.Input.Shape, [.. groupOf.Select(group => values[group] / sizes[group])]);
        return Evidence(run, relevance) with
        {
            Reference = reference,
            Promised = run.Scores[run.Target] - run.Model.Run(reference, run.Target).Scores[run.Target],
            Options = [choice, Record(ExplainOption.Groups, groups)],
        };
    }

    private static double[] Scores(ModelRun run, Tensor<double> reference, int[] groupOf, int[] coalitions)
    {
        var batch = new Tensor<double>(new Shape([coalitions.Length, .. run.Input.Shape.Extents]));
        for (var c = 0; c < coalitions.Length; c++)
        {
            Coalitions.Mix(coalitions[c], groupOf, run.Input.Span, reference.Span, batch.Slice(c).Span);
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
