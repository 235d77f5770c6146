namespace QXai.Quantum;

/// <summary>The function that an <see cref="Angle"/> applies to its input or weight before scaling.</summary>
public enum AngleMap
{
    /// <summary>x; slope 1.</summary>
    Identity,

    /// <summary>atan(x); slope 1 / (1 + x^2).</summary>
    Atan,

    /// <summary>atan(x^2); slope 2 x / (1 + x^4).</summary>
    AtanOfSquare,

    /// <summary>x * y, the product of two parameters; slopes y and x.</summary>
    Product,
}
