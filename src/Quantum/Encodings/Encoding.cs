using QXai.Quantum.Gates;

namespace QXai.Quantum.Encodings;

/// <summary>
/// A way to turn inputs x into a state, V(x)|psi_0&gt;: appends gates whose angles are inputs. Every encoding says how many inputs it takes and warns
/// where an input cannot be seen. A value, equal by content.
/// </summary>
public abstract record Encoding
{
    /// <summary>The name that options and reports use.</summary>
    public abstract string Name { get; }

    /// <summary>Number of inputs that n qubits take.</summary>
    public virtual int InputsFor(int qubits) => qubits;

    /// <summary>The circuit followed by V(x), its inputs numbered from <paramref name="firstInput"/> on.</summary>
    public abstract Circuit Append(Circuit circuit, int firstInput = 0);

    /// <summary>What a user should know before trusting an explanation: inputs to which the state is blind. Empty where all is well.</summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>The first gates of one-qubit encodings: a fixed gate on every qubit, nothing for I.</summary>
    private protected static Circuit OnEveryQubit(Circuit circuit, Gate gate)
    {
        for (var qubit = 0; qubit < circuit.Qubits && gate != GateCatalogue.I; qubit++)
        {
            circuit = circuit.Add(gate, [qubit]);
        }

        return circuit;
    }

    /// <summary>Refuses a fixed gate that is no plain one-qubit gate.</summary>
    private protected Gate Checked(Gate fixedGate) => fixedGate.Qubits == 1 && fixedGate.Parameters.IsEmpty
        ? fixedGate
        : throw new ArgumentException($"{GetType().Name}: the fixed gate {fixedGate.Name} has {fixedGate.Qubits} qubits and "
            + $"{fixedGate.Parameters.Length} angles, but 1 and 0 are needed.");

    /// <summary>The warning that rotations about an axis cannot be seen after a gate, where that is so.</summary>
    private protected IReadOnlyList<string> BlindWarning(Gate fixedGate, Axis axis) => axis.IsBlindTo(fixedGate)
        ? [$"The {Name} encoding is blind: {fixedGate.Name}|0> does not change under rotations about {axis.ToString().ToLowerInvariant()}, "
            + "so that no input is seen and every gradient is 0."]
        : [];
}
