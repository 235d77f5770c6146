using System.Collections.Immutable;

namespace QXai.Quantum.Noise;

/// <summary>All ways to differentiate noisy circuits, for options and for tests that hold them against each other.</summary>
public static class NoisyDifferentiators
{
    /// <summary>The adjoint method and parameter shift, both exact.</summary>
    public static ImmutableArray<INoisyDifferentiator> All { get; } = [new NoisyAdjoint(), new NoisyParameterShift()];

    /// <summary>The differentiator of that name (adjoint, shift); null where there is none.</summary>
    public static INoisyDifferentiator? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}
