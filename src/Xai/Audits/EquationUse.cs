namespace QXai.Xai.Audits;

/// <summary>That a method implements an equation: the paper, the equation's number, and the method's full name.</summary>
public sealed record EquationUse(string Paper, string Number, string Method);
