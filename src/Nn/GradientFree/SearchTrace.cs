namespace QXai.Nn.GradientFree;

/// <summary>What a search found.</summary>
/// <param name="Weights">The best weights.</param>
/// <param name="Value">The objective there.</param>
/// <param name="Steps">After each step: how often the objective had been evaluated, and its value at the search's present centre.</param>
public sealed record SearchTrace(double[] Weights, double Value, IReadOnlyList<(int Evaluations, double Value)> Steps);
