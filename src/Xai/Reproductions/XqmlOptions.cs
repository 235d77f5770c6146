using QXai.Numerics;

namespace QXai.Xai.Reproductions;

/// <summary>Sizes of the XQML experiment. The defaults are those of the recorded results.</summary>
public sealed record XqmlOptions
{
    /// <summary>Number of inputs, and of qubits; from 4 to 10.</summary>
    public int Inputs { get; init; } = 6;

    /// <summary>Blocks of the trained part.</summary>
    public int Blocks { get; init; } = 4;

    /// <summary>Training samples.</summary>
    public int Training { get; init; } = 600;

    /// <summary>Training epochs.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Test samples that are explained: the first that the circuit classifies as what they are.</summary>
    public int Explained { get; init; } = 60;

    /// <summary>Refuses sizes out of range with <see cref="InputException"/>.</summary>
    public void Validate()
    {
        if (Inputs is < 4 or > 10)
        {
            throw new InputException($"The experiment: {Inputs} inputs are outside 4 to 10.");
        }

        if (Blocks < 1 || Training < 1 || Epochs < 1 || Explained < 1)
        {
            throw new InputException(
                $"The experiment: {Blocks} blocks, {Training} training samples, {Epochs} epochs and {Explained} explained samples must all be at least 1.");
        }
    }
}
