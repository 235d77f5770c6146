namespace QXai.Quantum.Qasm.Reading;

/// <summary>What a term of a <see cref="SymbolicValue"/> does to its input or weight x.</summary>
internal enum TermFunction
{
    /// <summary>x.</summary>
    Identity,

    /// <summary>x^2, which no angle can be, but arctan of it can.</summary>
    Square,

    /// <summary>arctan(x).</summary>
    Atan,

    /// <summary>arctan(x^2).</summary>
    AtanOfSquare,
}
