using QXai.Quantum.Noise;

namespace QXai.Reference.Circuits;

/// <summary>The Kraus operators of the standard channels as a textbook writes them; only names and probabilities are taken from the simulator.</summary>
internal static class TextbookChannels
{
    public static DenseMatrix[] KrausOf(Channel channel)
    {
        var p = channel.Strength ?? throw new NotSupportedException($"TextbookChannels: {channel} is not defined here.");
        return channel.Name switch
        {
            "bitflip" => [Math.Sqrt(1 - p) * TextbookGates.Word("I"), Math.Sqrt(p) * TextbookGates.Word("X")],
            "phaseflip" => [Math.Sqrt(1 - p) * TextbookGates.Word("I"), Math.Sqrt(p) * TextbookGates.Word("Z")],
            "depolarizing" => [Math.Sqrt(1 - p) * TextbookGates.Word("I"), .. "XYZ".Select(letter => Math.Sqrt(p / 3) * TextbookGates.Word($"{letter}"))],
            "amplitudedamping" => [DenseMatrix.Of([1, 0], [0, Math.Sqrt(1 - p)]), DenseMatrix.Of([0, Math.Sqrt(p)], [0, 0])],
            "phasedamping" => [DenseMatrix.Of([1, 0], [0, Math.Sqrt(1 - p)]), DenseMatrix.Of([0, 0], [0, Math.Sqrt(p)])],
            _ => throw new NotSupportedException($"TextbookChannels: {channel} is not defined here."),
        };
    }
}
