namespace QXai.Quantum.Measurement;

/// <summary>Sums of probabilities over the qubits that are not looked at.</summary>
public static class Marginals
{
    /// <summary>From the 2^n probabilities of n qubits, those of the named qubits' 2^k values, the first named being the most significant bit.</summary>
    public static double[] Of(ReadOnlySpan<double> probabilities, params ReadOnlySpan<int> qubits)
    {
        if (!int.IsPow2(probabilities.Length))
        {
            throw new ArgumentException($"Marginal: {probabilities.Length} probabilities are no power of two, but n qubits have 2^n.");
        }

        var offsets = Offsets("Marginal", int.Log2(probabilities.Length), qubits);
        var marginal = new double[offsets.Length];
        for (var rest = 0; rest < probabilities.Length; rest++)
        {
            for (var a = 0; a < offsets.Length && (rest & offsets[^1]) == 0; a++)
            {
                marginal[a] += probabilities[rest | offsets[a]];
            }
        }

        return marginal;
    }

    /// <summary>Per value of the named qubits, their bits in a basis state of n qubits. Refuses qubits that do not exist or repeat.</summary>
    internal static int[] Offsets(string operation, int register, ReadOnlySpan<int> qubits)
    {
        var offsets = new int[1 << qubits.Length];
        for (var k = 0; k < qubits.Length; k++)
        {
            if (qubits[k] < 0 || qubits[k] >= register || qubits[..k].Contains(qubits[k]))
            {
                throw new ArgumentException(
                    $"{operation}: qubits [{string.Join(", ", qubits.ToArray())}] must be distinct and from 0 to {register - 1}.");
            }

            for (var value = 0; value < offsets.Length; value++)
            {
                offsets[value] |= ((value >> (qubits.Length - 1 - k)) & 1) << (register - 1 - qubits[k]);
            }
        }

        return offsets;
    }
}
