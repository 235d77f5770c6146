namespace QXai.Quantum.Simulation;

/// <summary>What simulators and differentiators check about their arguments.</summary>
internal static class ArgumentChecks
{
    /// <summary>Inputs and weights have the lengths that the circuit counts, and are finite numbers.</summary>
    public static void Parameters(string operation, Circuit circuit, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        if (inputs.Length != circuit.Inputs || weights.Length != circuit.Weights)
        {
            throw new ArgumentException(
                $"{operation}: {inputs.Length} inputs and {weights.Length} weights were given, but the circuit takes {circuit.Inputs} and {circuit.Weights}.");
        }

        Finite(operation, "input", inputs);
        Finite(operation, "weight", weights);
    }

    private static void Finite(string operation, string what, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"{operation}: {what} {i} is {values[i]}, but a finite number is needed."));
            }
        }
    }

    /// <summary>The observable lives on the circuit's qubits.</summary>
    public static void Fits(string operation, Observable observable, int qubits)
    {
        if (observable.MinimalQubits > qubits)
        {
            throw new ArgumentException($"{operation}: observable {observable} needs {observable.MinimalQubits} qubits, but there are {qubits}.");
        }
    }
}
