using QXai.Quantum.Gates;

namespace QXai.Quantum.Simulation;

/// <summary>Turns a circuit's gates into elementary steps, in order of application.</summary>
internal static class Compiler
{
    /// <summary>The steps of a circuit: every gate's factors, its qubits turned into index bits.</summary>
    public static Instruction[] Compile(Circuit circuit)
    {
        var instructions = new List<Instruction>(circuit.Count);
        for (var number = 0; number < circuit.Gates.Length; number++)
        {
            var applied = circuit.Gates[number];
            foreach (var factor in applied.Gate.Factors)
            {
                instructions.Add(Make(circuit.Qubits, number, applied, factor.Gate, factor.Angle(applied.Angles.AsSpan())));
            }
        }

        return [.. instructions];
    }

    private static Instruction Make(int qubits, int number, AppliedGate applied, Gate gate, Angle angle)
    {
        var (mask, value) = ControlBits(qubits, applied);
        if (gate.Generator is { } generator)
        {
            return new()
            {
                Kind = GateKind.PauliRotation,
                Gate = number,
                Factor = gate,
                Targets = applied.Targets,
                ControlMask = mask,
                ControlValue = value,
                Angle = angle,
                Constant = generator.Constant,
                Coefficient = generator.Coefficient,
                Pauli = Embed(generator.Word, applied, qubits),
                Generator = generator,
            };
        }

        var matrix = gate.Matrix();
        long[] targets = [.. applied.Targets.Select(target => 1L << (qubits - 1 - target))];
        return new()
        {
            Kind = gate.Kind,
            Gate = number,
            Factor = gate,
            Targets = applied.Targets,
            ControlMask = mask,
            ControlValue = value,
            TargetBits = targets,
            Offsets = [.. Enumerable.Range(0, matrix.Size).Select(row => Offset(row, targets))],
            Matrix = matrix,
            InverseMatrix = matrix.Adjoint(),
        };
    }

    /// <summary>The target bits that are 1 in a row of a matrix.</summary>
    public static long Offset(int row, long[] targets)
    {
        var offset = 0L;
        for (var i = 0; i < targets.Length; i++)
        {
            offset |= ((row >> (targets.Length - 1 - i)) & 1) != 0 ? targets[i] : 0;
        }

        return offset;
    }

    private static (long Mask, long Value) ControlBits(int qubits, AppliedGate applied)
    {
        var (mask, value) = (0L, 0L);
        foreach (var control in applied.Controls)
        {
            var bit = 1L << (qubits - 1 - control.Qubit);
            mask |= bit;
            value |= control.On ? bit : 0;
        }

        return (mask, value);
    }

    private static BitPauli Embed(string word, AppliedGate applied, int qubits)
    {
        var (x, z) = (0UL, 0UL);
        for (var i = 0; i < word.Length; i++)
        {
            var factor = PauliString.Single(word[i], applied.Targets[i]);
            (x, z) = (x | factor.X, z | factor.Z);
        }

        return BitPauli.Of(new(x, z), qubits);
    }
}
