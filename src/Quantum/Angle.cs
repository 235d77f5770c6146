using System.Globalization;

namespace QXai.Quantum;

/// <summary>
/// The angle of a gate, in radians: value = Scale * Map(x) + Offset, where x is an input x_i, a weight w_j, or absent (a constant: value = Offset).
/// A product angle has two parameters: value = Scale * x * y + Offset. One input or weight may feed any number of gates, each with its own scale, map and
/// offset.
/// </summary>
public readonly record struct Angle
{
    private Angle(AngleSource source, int index, double scale, AngleMap map, double offset)
    {
        Source = source;
        Index = index;
        Scale = scale;
        Map = map;
        Offset = double.IsFinite(scale) && double.IsFinite(offset)
            ? offset
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Angle: scale {scale} and offset {offset} must be finite numbers."));
    }

    /// <summary>A constant, an input or a weight; an input for the product of an input and a weight.</summary>
    public AngleSource Source { get; }

    /// <summary>i of x_i or j of w_j; 0 for a constant.</summary>
    public int Index { get; }

    /// <summary>The factor in front of the mapped input or weight; 0 for a constant.</summary>
    public double Scale { get; }

    /// <summary>The function applied to the input or weight.</summary>
    public AngleMap Map { get; }

    /// <summary>What the second factor y of a product is: an input or a weight; a constant for all other angles.</summary>
    public AngleSource SecondSource { get; private init; }

    /// <summary>The number of a product's second factor; 0 for all other angles.</summary>
    public int SecondIndex { get; private init; }

    /// <summary>What is added at the end, in radians: the whole value of a constant.</summary>
    public double Offset { get; }

    /// <summary>Whether the angle depends on neither inputs nor weights.</summary>
    public bool IsConstant => Source == AngleSource.Constant;

    /// <summary>Whether the angle depends on two parameters.</summary>
    public bool IsProduct => Map == AngleMap.Product;

    /// <summary>A constant angle in radians.</summary>
    public static Angle Constant(double radians) => new(AngleSource.Constant, 0, 0, AngleMap.Identity, radians);

    /// <summary>The input x_<paramref name="index"/> itself, as an angle.</summary>
    public static Angle Input(int index) => Parameter(AngleSource.Input, index);

    /// <summary>The weight w_<paramref name="index"/> itself, as an angle.</summary>
    public static Angle Weight(int index) => Parameter(AngleSource.Weight, index);

    /// <summary>A number is a constant angle.</summary>
    public static implicit operator Angle(double radians) => Constant(radians);

    /// <summary>scale * angle.</summary>
    public static Angle operator *(double scale, Angle angle) =>
        angle.With(scale * angle.Scale, scale * angle.Offset);

    /// <summary>
    /// The product x * y of two plain inputs or weights, as IQP encodings (x_i x_j) and trained input scales (w_j x_i) need. Scale and shift it afterwards.
    /// </summary>
    public static Angle operator *(Angle first, Angle second)
    {
        if (!first.IsPlain || !second.IsPlain)
        {
            throw new ArgumentException(
                $"Angle: {first} and {second} cannot be multiplied, since only plain inputs and weights can; multiply first, then scale and shift.");
        }

        var (x, y) = first.Source == AngleSource.Input ? (first, second) : (second, first);
        return new(x.Source, x.Index, 1, AngleMap.Product, 0) { SecondSource = y.Source, SecondIndex = y.Index };
    }

    /// <summary>angle * scale.</summary>
    public static Angle operator *(Angle angle, double scale) => scale * angle;

    /// <summary>angle / divisor.</summary>
    public static Angle operator /(Angle angle, double divisor) => (1 / divisor) * angle;

    /// <summary>angle + radians.</summary>
    public static Angle operator +(Angle angle, double radians) =>
        angle.With(angle.Scale, angle.Offset + radians);

    /// <summary>angle - radians.</summary>
    public static Angle operator -(Angle angle, double radians) => angle + -radians;

    /// <summary>The opposite angle.</summary>
    public static Angle operator -(Angle angle) => -1 * angle;

    /// <summary>The same input or weight through atan: atan(x). Only a plain input or weight can be mapped.</summary>
    public Angle Atan() => Mapped(AngleMap.Atan);

    /// <summary>The same input or weight through atan(x^2). Only a plain input or weight can be mapped.</summary>
    public Angle AtanOfSquare() => Mapped(AngleMap.AtanOfSquare);

    /// <summary>Scale * Map(x) + Offset, with x (and y) taken from <paramref name="inputs"/> or <paramref name="weights"/>.</summary>
    public double Value(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights) => (IsConstant, IsProduct) switch
    {
        (true, _) => Offset,
        (_, true) => Scale * (Pick(Source, Index, inputs, weights) * Pick(SecondSource, SecondIndex, inputs, weights)) + Offset,
        _ => At(Pick(Source, Index, inputs, weights)),
    };

    /// <summary>
    /// d value / d x = Scale * Map'(x), in radians per unit of the input or weight; 0 for a constant. A product has two slopes: use <see cref="Pullback"/>.
    /// </summary>
    public double Slope(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights) =>
        IsConstant ? 0 : SlopeAt(Pick(Source, Index, inputs, weights));

    /// <summary>Scale * Map(<paramref name="x"/>) + Offset; not for a product, which depends on two numbers.</summary>
    public double At(double x) => Scale * Map switch
    {
        AngleMap.Identity => x,
        AngleMap.Atan => Math.Atan(x),
        AngleMap.AtanOfSquare => Math.Atan(x * x),
        _ => throw DependsOnTwo(),
    } + Offset;

    /// <summary>Scale * Map'(<paramref name="x"/>); not for a product, which has two slopes.</summary>
    public double SlopeAt(double x) => Scale * Map switch
    {
        AngleMap.Identity => 1,
        AngleMap.Atan => 1 / (1 + x * x),
        AngleMap.AtanOfSquare => 2 * x / (1 + x * x * (x * x)),
        _ => throw DependsOnTwo(),
    };

    /// <summary>
    /// The chain rule for every kind of angle: adds <paramref name="cotangent"/> * d value / d x_i to inputGradients[i] and likewise for weights. A product
    /// adds to both of its parameters: scale * y to x's and scale * x to y's. A gradient that is empty is skipped.
    /// </summary>
    public void Pullback(
        ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, double cotangent, Span<double> inputGradients, Span<double> weightGradients)
    {
        if (IsConstant)
        {
            return;
        }

        if (IsProduct)
        {
            var (x, y) = (Pick(Source, Index, inputs, weights), Pick(SecondSource, SecondIndex, inputs, weights));
            Add(Source, Index, cotangent * Scale * y, inputGradients, weightGradients);
            Add(SecondSource, SecondIndex, cotangent * Scale * x, inputGradients, weightGradients);
            return;
        }

        Add(Source, Index, cotangent * Slope(inputs, weights), inputGradients, weightGradients);
    }

    /// <summary>d^2 value / d x^2 = Scale * Map''(x); 0 for a constant and wherever nothing maps.</summary>
    public double Curvature(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights) => Source switch
    {
        AngleSource.Constant => 0,
        AngleSource.Input => CurvatureAt(inputs[Index]),
        _ => CurvatureAt(weights[Index]),
    };

    /// <summary>Scale * Map''(<paramref name="x"/>): -2 x / (1 + x^2)^2 for atan(x), (2 - 6 x^4) / (1 + x^4)^2 for atan(x^2).</summary>
    public double CurvatureAt(double x)
    {
        var (square, fourth) = (1 + x * x, 1 + x * x * (x * x));
        return Scale * Map switch
        {
            AngleMap.Identity => 0,
            AngleMap.Atan => -2 * x / (square * square),
            AngleMap.AtanOfSquare => (8 - 6 * fourth) / (fourth * fourth),
            _ => throw DependsOnTwo(),
        };
    }

    /// <summary>The angle as a formula: <c>0.3</c>, <c>x0</c>, <c>2*w3 + 0.1</c>, <c>-2*atan(x1)</c>, <c>atan(x0^2)</c>.</summary>
    public override string ToString()
    {
        if (IsConstant)
        {
            return Format(Offset);
        }

        var name = Name(Source, Index);
        var mapped = Map switch
        {
            AngleMap.Identity => name,
            AngleMap.Atan => $"atan({name})",
            AngleMap.AtanOfSquare => $"atan({name}^2)",
            _ => $"{name}*{Name(SecondSource, SecondIndex)}",
        };
        var scaled = Scale switch { 1 => mapped, -1 => "-" + mapped, _ => $"{Format(Scale)}*{mapped}" };
        return Offset switch { 0 => scaled, > 0 => $"{scaled} + {Format(Offset)}", _ => $"{scaled} - {Format(-Offset)}" };
    }

    private static Angle Parameter(AngleSource source, int index) => index >= 0
        ? new(source, index, 1, AngleMap.Identity, 0)
        : throw new ArgumentException($"Angle: {source.ToString().ToLowerInvariant()} {index} does not exist, since indices start at 0.");

    private static string Format(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>The number of parameters of a kind, inputs or weights, that a circuit with this angle has at least.</summary>
    internal int Needed(AngleSource source) =>
        Math.Max(Source == source ? Index + 1 : 0, SecondSource == source ? SecondIndex + 1 : 0);

    /// <summary>The same angle with its inputs and weights numbered so much later.</summary>
    internal Angle Renumbered(int inputs, int weights)
    {
        return new(Source, Index + Shift(Source), Scale, Map, Offset) { SecondSource = SecondSource, SecondIndex = SecondIndex + Shift(SecondSource) };

        int Shift(AngleSource source) => source switch { AngleSource.Input => inputs, AngleSource.Weight => weights, _ => 0 };
    }

    /// <summary>The same angle with weight i as input <paramref name="inputs"/> + i where i is less than <paramref name="count"/>, and else as weight
    /// i - count.</summary>
    internal Angle FirstWeightsAsInputs(int count, int inputs)
    {
        var ((source, index), (secondSource, secondIndex)) = (Move(Source, Index), Move(SecondSource, SecondIndex));
        return new(source, index, Scale, Map, Offset) { SecondSource = secondSource, SecondIndex = secondIndex };

        (AngleSource Source, int Index) Move(AngleSource source, int index) =>
            source != AngleSource.Weight ? (source, index) : index < count ? (AngleSource.Input, inputs + index) : (AngleSource.Weight, index - count);
    }

    private static string Name(AngleSource source, int index) => $"{(source == AngleSource.Input ? 'x' : 'w')}{index}";

    private static double Pick(AngleSource source, int index, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights) =>
        source == AngleSource.Input ? inputs[index] : weights[index];

    private static void Add(AngleSource source, int index, double slope, Span<double> inputGradients, Span<double> weightGradients)
    {
        var gradients = source == AngleSource.Input ? inputGradients : weightGradients;
        if (!gradients.IsEmpty)
        {
            gradients[index] += slope;
        }
    }

    private bool IsPlain => !IsConstant && this == Parameter(Source, Index);

    private Angle With(double scale, double offset) => new(Source, Index, scale, Map, offset) { SecondSource = SecondSource, SecondIndex = SecondIndex };

    private Angle Mapped(AngleMap map) => IsPlain
        ? new(Source, Index, 1, map, 0)
        : throw new ArgumentException($"Angle: {this} cannot be mapped, since only a plain input or weight can; map first, then scale and shift.");

    private InvalidOperationException DependsOnTwo() =>
        new($"Angle: {this} depends on two parameters, so that it has no value or slope for one number; use Value and Pullback.");
}
