namespace QXai.Quantum.Optimisation;

/// <summary>What an optimiser found: the weights, and &lt;Q&gt; before every step and at the end (steps + 1 values).</summary>
public sealed record MinimisationResult(double[] Weights, double[] Values);
