using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>The catalogue of circuit relevances. Adding one: one file here and one line below.</summary>
public static class CircuitRelevances
{
    /// <summary>Every method.</summary>
    public static IReadOnlyList<ICircuitRelevance> All { get; } = [new Taylor(), new TaylorInfinity(), new ExactShapley(), new PauliSplit(), new Qlrp()];

    /// <summary>The method of that name; throws <see cref="InputException"/> with the list of names.</summary>
    public static ICircuitRelevance Find(string name) =>
        All.FirstOrDefault(method => method.Name == name)
        ?? throw new InputException($"No circuit relevance is called '{name}'; there are: {string.Join(", ", All.Select(method => method.Name))}.");
}
