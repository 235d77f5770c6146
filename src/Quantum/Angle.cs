using System.Globalization;

namespace QXai.Quantum;

/// <summary>
/// The angle of a gate, in radians: value = Scale * Map(x) + Offset, where x is an input x_i, a weight w_j, or absent (a constant: value = Offset).
/// One input or weight may feed any number of gates, each with its own scale, map and offset.
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

    /// <summary>A constant, an input or a weight.</summary>
    public AngleSource Source { get; }

    /// <summary>i of x_i or j of w_j; 0 for a constant.</summary>
    public int Index { get; }

    /// <summary>The factor in front of the mapped input or weight; 0 for a constant.</summary>
    public double Scale { get; }

    /// <summary>The function applied to the input or weight.</summary>
    public AngleMap Map { get; }

    /// <summary>What is added at the end, in radians: the whole value of a constant.</summary>
    public double Offset { get; }

    /// <summary>Whether the angle depends on neither inputs nor weights.</summary>
    public bool IsConstant => Source == AngleSource.Constant;

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
        new(angle.Source, angle.Index, scale * angle.Scale, angle.Map, scale * angle.Offset);

    /// <summary>angle * scale.</summary>
    public static Angle operator *(Angle angle, double scale) => scale * angle;

    /// <summary>angle / divisor.</summary>
    public static Angle operator /(Angle angle, double divisor) => (1 / divisor) * angle;

    /// <summary>angle + radians.</summary>
    public static Angle operator +(Angle angle, double radians) =>
        new(angle.Source, angle.Index, angle.Scale, angle.Map, angle.Offset + radians);

    /// <summary>angle - radians.</summary>
    public static Angle operator -(Angle angle, double radians) => angle + -radians;

    /// <summary>The opposite angle.</summary>
    public static Angle operator -(Angle angle) => -1 * angle;

    /// <summary>The same input or weight through atan: atan(x). Only a plain input or weight can be mapped.</summary>
    public Angle Atan() => Mapped(AngleMap.Atan);

    /// <summary>The same input or weight through atan(x^2). Only a plain input or weight can be mapped.</summary>
    public Angle AtanOfSquare() => Mapped(AngleMap.AtanOfSquare);

    /// <summary>Scale * Map(x) + Offset, with x taken from <paramref name="inputs"/> or <paramref name="weights"/>.</summary>
    public double Value(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights) => Source switch
    {
        AngleSource.Constant => Offset,
        AngleSource.Input => At(inputs[Index]),
        _ => At(weights[Index]),
    };

    /// <summary>d value / d x = Scale * Map'(x), in radians per unit of the input or weight; 0 for a constant.</summary>
    public double Slope(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights) => Source switch
    {
        AngleSource.Constant => 0,
        AngleSource.Input => SlopeAt(inputs[Index]),
        _ => SlopeAt(weights[Index]),
    };

    /// <summary>Scale * Map(<paramref name="x"/>) + Offset.</summary>
    public double At(double x) => Scale * Map switch
    {
        AngleMap.Identity => x,
        AngleMap.Atan => Math.Atan(x),
        _ => Math.Atan(x * x),
    } + Offset;

    /// <summary>Scale * Map'(<paramref name="x"/>).</summary>
    public double SlopeAt(double x) => Scale * Map switch
    {
        AngleMap.Identity => 1,
        AngleMap.Atan => 1 / (1 + x * x),
        _ => 2 * x / (1 + x * x * (x * x)),
    };

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
            _ => (8 - 6 * fourth) / (fourth * fourth),
        };
    }

    /// <summary>The angle as a formula: <c>0.3</c>, <c>x0</c>, <c>2*w3 + 0.1</c>, <c>-2*atan(x1)</c>, <c>atan(x0^2)</c>.</summary>
    public override string ToString()
    {
        if (IsConstant)
        {
            return Format(Offset);
        }

        var name = $"{(Source == AngleSource.Input ? 'x' : 'w')}{Index}";
        var mapped = Map switch { AngleMap.Identity => name, AngleMap.Atan => $"atan({name})", _ => $"atan({name}^2)" };
        var scaled = Scale switch { 1 => mapped, -1 => "-" + mapped, _ => $"{Format(Scale)}*{mapped}" };
        return Offset switch { 0 => scaled, > 0 => $"{scaled} + {Format(Offset)}", _ => $"{scaled} - {Format(-Offset)}" };
    }

    private static Angle Parameter(AngleSource source, int index) => index >= 0
        ? new(source, index, 1, AngleMap.Identity, 0)
        : throw new ArgumentException($"Angle: {source.ToString().ToLowerInvariant()} {index} does not exist, since indices start at 0.");

    private static string Format(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private Angle Mapped(AngleMap map) => !IsConstant && this == Parameter(Source, Index)
        ? new(Source, Index, 1, map, 0)
        : throw new ArgumentException($"Angle: {this} cannot be mapped, since only a plain input or weight can; map first, then scale and shift.");
}
