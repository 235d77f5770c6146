using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates;

/// <summary>The reference point x~ that a method looked for by itself, near x.</summary>
/// <param name="Point">x~.</param>
/// <param name="Value">f(x~).</param>
/// <param name="Distance">|x - x~|, Euclidean.</param>
/// <param name="IsRoot">Whether f(x~) is zero; else no root was in reach, and x~ is the point of the smallest |f| that was met.</param>
public sealed record RootClaim(IReadOnlyList<double> Point, double Value, double Distance, bool IsRoot)
{
    private const string Root = "root point", Nearest = "smallest score";

    /// <summary>How the option <c>reference</c> records a point that the search found.</summary>
    internal static string Recorded(bool isRoot) => isRoot ? Root : Nearest;

    /// <summary>Whether the reference of an explanation was looked for.</summary>
    internal static bool IsOf(Explanation explanation) => Option(explanation) is Root or Nearest;

    /// <summary>The claim of an explanation of a model's score; null where its reference was not looked for.</summary>
    internal static RootClaim? Of(ExplainedModel model, Numerics.Tensor<double> input, Explanation explanation)
    {
        if (!IsOf(explanation))
        {
            return null;
        }

        double[] point = explanation.Reference!.Span.ToArray(), x = input.Span.ToArray();
        return new(
            point, model.Run(explanation.Reference, explanation.Target).Scores[explanation.Target],
            Math.Sqrt(x.Zip(point, (a, b) => (a - b) * (a - b)).Sum()), Option(explanation) == Root);
    }

    private static string? Option(Explanation explanation) =>
        explanation.Options.FirstOrDefault(option => option.Name == ExplainOptions.NameOf(ExplainOption.Reference))?.Value;
}
