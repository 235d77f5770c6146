using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// Looks for a root point near x: f(x~) = 0 with |x - x~| small. Two searches: along every input's own axis, exactly; and Gauss-Newton on f(x~)^2 +
/// lambda |x - x~|^2 with lambda lowered step by step, bisecting the path as soon as the score changes its sign. Roots are then moved towards x along
/// the surface f = 0. The nearest one is taken.
/// </summary>
public static class RootFinder
{
    /// <summary>The nearest root that was found, or the point of smallest |f| that was met, marked as no root. Deterministic.</summary>
    [Equation("XQML", "III")]
    public static RootPoint Find(CircuitScore score, double[] x, RootSearchOptions? options = null)
    {
        var search = new RootSearch(score, x, options ?? new());
        if (!search.Visit(x, "x itself"))
        {
            foreach (var input in Enumerable.Range(0, score.Inputs))
            {
                foreach (var t in AxisRoots.Nearest(score, input, x))
                {
                    search.Approach(search.Along(input, t), $"along the axis of x{input}");
                }
            }

            search.Descend(x);
            if (search.Best is { IsRoot: false } nearest)
            {
                search.Descend(nearest.Point);
            }
        }

        return search.Best!;
    }
}
