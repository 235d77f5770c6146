using QXai.Quantum;

namespace QXai.Reference.Circuits;

/// <summary>The slopes of an angle by the calculus of its definition, scale * map(x) + offset or scale * x * y + offset.</summary>
internal static class Slopes
{
    /// <summary>d angle / d x_i for the first inputs (or weights), i = 0, 1, ...</summary>
    public static double[] Of(Angle angle, double[] inputs, double[] weights, AngleSource source, int count)
    {
        var slopes = new double[count];
        if (angle.IsConstant)
        {
            return slopes;
        }

        var x = angle.Source == AngleSource.Input ? inputs[angle.Index] : weights[angle.Index];
        var y = !angle.IsProduct ? 1 : angle.SecondSource == AngleSource.Input ? inputs[angle.SecondIndex] : weights[angle.SecondIndex];
        if (angle.Source == source)
        {
            slopes[angle.Index] += angle.Scale * angle.Map switch
            {
                AngleMap.Identity => 1,
                AngleMap.Atan => 1 / (1 + x * x),
                AngleMap.AtanOfSquare => 2 * x / (1 + Math.Pow(x, 4)),
                AngleMap.Product => y,
                _ => throw new NotSupportedException($"Slopes: the map {angle.Map} is not defined here."),
            };
        }

        if (angle.IsProduct && angle.SecondSource == source)
        {
            slopes[angle.SecondIndex] += angle.Scale * x;
        }

        return slopes;
    }
}
