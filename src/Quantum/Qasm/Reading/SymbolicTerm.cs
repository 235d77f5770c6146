namespace QXai.Quantum.Qasm.Reading;

/// <summary>Scale * Function(x), x being an input or a weight.</summary>
internal readonly record struct SymbolicTerm(double Scale, TermFunction Function, AngleSource Source, int Index)
{
    /// <summary>Whether two terms can be added into one.</summary>
    public bool IsLike(SymbolicTerm other) => (Function, Source, Index) == (other.Function, other.Source, other.Index);

    /// <summary>The term as an angle; null for a square.</summary>
    public Angle? ToAngle()
    {
        var plain = Source == AngleSource.Input ? Angle.Input(Index) : Angle.Weight(Index);
        return Function switch
        {
            TermFunction.Identity => Scale * plain,
            TermFunction.Atan => Scale * plain.Atan(),
            TermFunction.AtanOfSquare => Scale * plain.AtanOfSquare(),
            _ => null,
        };
    }
}
