namespace QXai.Numerics;

/// <summary>
/// Marks the method that implements an equation of a paper: <c>[Equation("QGrad-CAM", "16")]</c>, <c>[Equation("XQML", "IV")]</c>.
/// docs/equations.md is generated from these marks.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Constructor | AttributeTargets.Property, AllowMultiple = true)]
public sealed class EquationAttribute(string paper, string number) : Attribute
{
    /// <summary>The paper: <c>QGrad-CAM</c> or <c>XQML</c>.</summary>
    public string Paper { get; } = paper;

    /// <summary>The equation's number, or the section where the paper numbers none.</summary>
    public string Number { get; } = number;
}
