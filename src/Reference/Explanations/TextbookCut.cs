using QXai.Quantum;

namespace QXai.Reference.Explanations;

/// <summary>
/// A circuit cut into V(x) and U by the definition: V holds the gates with an input in an angle, and with every gate all earlier ones that act on one of
/// its qubits (its past); U is the rest.
/// </summary>
public sealed class TextbookCut
{
    private readonly AppliedGate[] inputs;

    /// <summary>Cuts a circuit.</summary>
    public TextbookCut(Circuit circuit)
    {
        AppliedGate[] gates = [.. circuit.Gates];
        HashSet<int> inV = [.. Enumerable.Range(0, gates.Length).Where(number => gates[number].Angles.Any(angle => InputsOf(angle).Any()))];
        inputs = [.. inV.Select(number => gates[number])];
        while (Enumerable.Range(0, gates.Length).Where(IsMissing).ToArray() is { Length: > 0 } past)
        {
            inV.UnionWith(past);
        }

        (V, U) = (Part(number => inV.Contains(number)), Part(number => !inV.Contains(number)));

        bool IsMissing(int number) => !inV.Contains(number) && inV.Any(later => later > number && Meet(gates[number], gates[later]));

        Circuit Part(Func<int, bool> isWanted)
        {
            var part = new Circuit(circuit.Qubits, circuit.Inputs, circuit.Weights);
            for (var number = 0; number < gates.Length; number++)
            {
                part = isWanted(number)
                    ? part.Add(gates[number].Gate, gates[number].Qubits.AsSpan(), gates[number].Angles.AsSpan(), gates[number].ExtraControls.AsSpan())
                    : part;
            }

            return part;
        }
    }

    /// <summary>V(x).</summary>
    public Circuit V { get; }

    /// <summary>U, without inputs.</summary>
    public Circuit U { get; }

    /// <summary>Whether a gate with that input in an angle acts on that qubit.</summary>
    public bool Feeds(int input, int qubit) => inputs.Any(gate => QubitsOf(gate).Contains(qubit) && gate.Angles.Any(angle => InputsOf(angle).Contains(input)));

    private static bool Meet(AppliedGate gate, AppliedGate other) => QubitsOf(gate).Intersect(QubitsOf(other)).Any();

    private static IEnumerable<int> QubitsOf(AppliedGate gate) => [.. gate.Qubits, .. gate.ExtraControls.Select(control => control.Qubit)];

    private static IEnumerable<int> InputsOf(Angle angle)
    {
        if (angle.Source == AngleSource.Input)
        {
            yield return angle.Index;
        }

        if (angle.SecondSource == AngleSource.Input)
        {
            yield return angle.SecondIndex;
        }
    }
}
