using System.Collections.Immutable;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// The value of an expression that may depend on inputs: a constant plus terms scale * f(x), f in { x, x^2, arctan x, arctan x^2 }. Closed under sums
/// and multiples, which is what angles can be; anything else is refused by returning null.
/// </summary>
internal sealed class SymbolicValue
{
    private SymbolicValue(double constant, ImmutableArray<SymbolicTerm> terms) => (Constant, Terms) = (constant, terms);

    public double Constant { get; }

    public ImmutableArray<SymbolicTerm> Terms { get; }

    public bool IsConstant => Terms.IsEmpty;

    public static SymbolicValue Number(double value) => new(value, []);

    public static SymbolicValue Parameter(AngleSource source, int index) => new(0, [new(1, TermFunction.Identity, source, index)]);

    public static SymbolicValue operator +(SymbolicValue a, SymbolicValue b)
    {
        var terms = a.Terms;
        foreach (var term in b.Terms)
        {
            var like = Enumerable.Range(0, terms.Length).FirstOrDefault(i => terms[i].IsLike(term), -1);
            terms = like < 0 ? terms.Add(term) : terms.SetItem(like, term with { Scale = terms[like].Scale + term.Scale });
        }

        return new(a.Constant + b.Constant, terms);
    }

    public static SymbolicValue operator *(double factor, SymbolicValue a) =>
        new(factor * a.Constant, [.. a.Terms.Select(term => term with { Scale = factor * term.Scale })]);

    public static SymbolicValue operator -(SymbolicValue a, SymbolicValue b) => a + (-1 * b);

    /// <summary>a / divisor, digit for digit what double division gives.</summary>
    public static SymbolicValue operator /(SymbolicValue a, double divisor) =>
        new(a.Constant / divisor, [.. a.Terms.Select(term => term with { Scale = term.Scale / divisor })]);

    /// <summary>The product, which exists where one factor is constant or both are multiples of the same plain input.</summary>
    public static SymbolicValue? Product(SymbolicValue a, SymbolicValue b) =>
        a.IsConstant ? a.Constant * b
        : b.IsConstant ? b.Constant * a
        : a.Plain is { } x && b.Plain is { } y && x.IsLike(y) ? new(0, [x with { Scale = x.Scale * y.Scale, Function = TermFunction.Square }])
        : null;

    /// <summary>arctan of x or of x^2 with scale 1, or of a constant.</summary>
    public static SymbolicValue? Atan(SymbolicValue a) => a switch
    {
        { IsConstant: true } => Number(Math.Atan(a.Constant)),
        { Constant: 0, Terms: [{ Scale: 1, Function: TermFunction.Identity } x] } => new(0, [x with { Function = TermFunction.Atan }]),
        { Constant: 0, Terms: [{ Scale: 1, Function: TermFunction.Square } x] } => new(0, [x with { Function = TermFunction.AtanOfSquare }]),
        _ => null,
    };

    /// <summary>The value as a sum of angles, of which each depends on one input at most; null where a square is left.</summary>
    public ImmutableArray<Angle>? ToAngles()
    {
        if (IsConstant)
        {
            return [Angle.Constant(Constant)];
        }

        var angles = ImmutableArray.CreateBuilder<Angle>(Terms.Length);
        foreach (var term in Terms)
        {
            if (term.ToAngle() is not { } angle)
            {
                return null;
            }

            angles.Add(angles.Count == 0 ? angle + Constant : angle);
        }

        return angles.MoveToImmutable();
    }

    private SymbolicTerm? Plain => Constant == 0 && Terms is [{ Function: TermFunction.Identity } term] ? term : null;
}
