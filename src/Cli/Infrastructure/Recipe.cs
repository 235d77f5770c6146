using QXai.Nn.Hybrid;

namespace QXai.Cli.Infrastructure;

/// <summary>What is used for a kind of data set where the command line says nothing: sizes of the model, and how it is trained (docs/decisions/0006).</summary>
internal sealed record Recipe(HybridOptions Model, int Epochs, int Batch, double LearningRate)
{
    /// <summary>Handwritten digits, 28 x 28: the model's own defaults.</summary>
    public static Recipe Digits { get; } = new(new HybridOptions(), Epochs: 5, Batch: 64, LearningRate: 4e-3);

    /// <summary>Photographs, 128 x 128, in a few classes.</summary>
    public static Recipe Photographs { get; } = new(
        new HybridOptions
        {
            Channels = [16, 48, 96],
            PoolAfter = [1, 2, 3],
            PoolSize = 2,
            PoolSizes = [4, 2, 2],
            ConvolutionBias = true,
            BridgePool = 4,
            Dropout = 0.2,
            Qubits = 8,
            InitialScale = 8
        },
        Epochs: 60,
        Batch: 32,
        LearningRate: 2e-3);

    /// <summary>Spectrograms of speech, 128 bands x 128 frames.</summary>
    public static Recipe Spectrograms { get; } = new(
        new HybridOptions { Channels = [8, 16, 16], PoolAfter = [1, 2], PoolSize = 2, ConvolutionBias = true, BridgePool = 8, Qubits = 8, InitialScale = 8 },
        Epochs: 10,
        Batch: 32,
        LearningRate: 2e-3);

    /// <summary>The recipe for a data set by its name on the command line.</summary>
    public static Recipe For(string? dataSet) => dataSet switch
    {
        "images" => Photographs,
        "speech" => Spectrograms,
        _ => Digits,
    };
}
