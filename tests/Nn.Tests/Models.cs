using QXai.Nn.Hybrid;

namespace QXai.Nn.Tests;

/// <summary>Small models for tests.</summary>
internal static class Models
{
    /// <summary>A hybrid model for <see cref="QuadrantSource{T}"/>: two convolutions, 4 qubits, 2 blocks.</summary>
    public static HybridOptions Tiny { get; } = new()
    {
        InputShape = [1, 8, 8],
        Channels = [4, 4],
        PoolAfter = [1],
        PoolSize = 2,
        ConvolutionBias = true,
        Qubits = 4,
        Blocks = 2,
        ClassNames = ["quadrant 0", "quadrant 1", "quadrant 2", "quadrant 3"],
    };
}
