using System.Collections.Immutable;

namespace QXai.Quantum.Differentiation;

/// <summary>All ways to differentiate, for options and for tests that hold them against each other.</summary>
public static class Differentiators
{
    /// <summary>The adjoint method, parameter shift, the Lie bracket and finite differences.</summary>
    public static ImmutableArray<IDifferentiator> All { get; } = [new Adjoint(), new ParameterShift(), new LieBracket(), new FiniteDifference()];

    /// <summary>The differentiator of that name (adjoint, shift, lie, finite); null where there is none.</summary>
    public static IDifferentiator? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}
