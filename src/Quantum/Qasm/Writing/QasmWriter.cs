using System.Text;
using QXai.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Qasm.Reading;

namespace QXai.Quantum.Qasm.Writing;

/// <summary>
/// Writes a circuit as OpenQASM on one register q. Version 3 keeps everything: inputs and weights (as annotated inputs), controls on 0 and 1, global
/// phases, matrices (as definitions of controlled rotations) and evolutions (as matrices and rotations). Version 2.0 has no inputs, and a circuit is
/// written up to its global phase.
/// </summary>
internal sealed class QasmWriter
{
    private readonly Circuit circuit;
    private readonly bool three;
    private readonly StringBuilder lines = new();
    private readonly OrderedDictionary<string, string> definitions = [];
    private readonly List<ComplexMatrix> matrices = [];

    private QasmWriter(Circuit circuit, bool three) => (this.circuit, this.three) = (circuit, three);

    /// <summary>The circuit as text of version 2 or 3.</summary>
    public static string Write(Circuit circuit, int version)
    {
        if (version is not (2 or 3))
        {
            throw new ArgumentException($"ToQasm: version {version} of OpenQASM is not written; 2 and 3 are.");
        }

        if (version == 2 && (circuit.Inputs > 0 || circuit.Weights > 0))
        {
            throw new InputException(
                $"OpenQASM 2.0: the circuit has {circuit.Inputs} inputs and {circuit.Weights} weights, which only version 3 can express; "
                + "bind them to numbers first or write version 3.");
        }

        return new QasmWriter(circuit, version == 3).Write();
    }

    private string Write()
    {
        foreach (var gate in circuit.Gates.SelectMany(HermitianEvolution.Expand))
        {
            if (three)
            {
                lines.Append(Line3(gate, qubit => $"q[{qubit}]")).Append('\n');
                continue;
            }

            foreach (var part in Version2Gates.Of(gate))
            {
                lines.Append(Version2Gates.NameOf(part.Gate) ?? Defined(part.Gate)).Append(Call(part, qubit => $"q[{qubit}]")).Append('\n');
            }
        }

        var text =
            new StringBuilder(three ? $"OPENQASM 3.0;\ninclude \"{QasmNames.Library3}\";\n" : $"OPENQASM 2.0;\ninclude \"{QasmNames.Library2}\";\n");
        foreach (var definition in definitions.Values)
        {
            text.Append(definition).Append('\n');
        }

        for (var i = 0; i < circuit.Inputs; i++)
        {
            text.Append($"input float[64] x{i};\n");
        }

        for (var j = 0; j < circuit.Weights; j++)
        {
            text.Append($"{QasmNames.WeightAnnotation}\ninput float[64] w{j};\n");
        }

        return text.Append(three ? $"qubit[{circuit.Qubits}] q;\n" : $"qreg q[{circuit.Qubits}];\n").Append(lines).ToString();
    }

    /// <summary>
    /// A gate in version 3: by its library name where it has one, else its core under modifiers. Where it is <paramref name="phased"/>, in a
    /// definition that may be controlled, or has controls, the library's u2 and u3 do not do.
    /// </summary>
    private string Line3(AppliedGate applied, Func<int, string> nameOf, bool phased = false)
    {
        var core = applied.Gate.Core;
        phased |= applied.Controls.Length > 0;
        var exact = !phased || (core != GateCatalogue.U3 && core != GateCatalogue.U2);
        if (exact && applied.ExtraControls.IsEmpty && NameOf3(applied.Gate) is { } name)
        {
            return name + Call(applied, nameOf);
        }

        if (applied is { ExtraControls: [], Gate.Controls: 1 } && applied.Gate.Core == GateCatalogue.U3)
        {
            var angles = string.Join(", ", applied.Angles.Select(AngleText.Of));
            return $"cu({angles}, 0) {nameOf(applied.Qubits[0])}, {nameOf(applied.Qubits[1])};";
        }

        var bare = new AppliedGate(core, [.. applied.Controls.Select(control => control.Qubit), .. applied.Targets], applied.Angles, []);
        if (core == GateCatalogue.U2 && phased)
        {
            (core, bare) = (GateCatalogue.U3, new(GateCatalogue.U3, bare.Qubits, [Math.PI / 2, .. bare.Angles], []));
        }

        var coreName = core == GateCatalogue.SXdg ? "inv @ sx"
            : core == GateCatalogue.U3 && phased ? Defined(core)
            : NameOf3(core) ?? Defined(core);
        return Modifiers(applied) + coreName + Call(bare, nameOf);
    }

    private static string? NameOf3(Gate gate) => gate == GateCatalogue.GPhase ? "gphase"
        : Array.Find(GateLibrary.Library3, known =>
            known.Gate.Equals(gate) && known.PhaseQubit is null && known.Name is not ("CX" or "phase" or "cphase"))?.Name;

    private static string Modifiers(AppliedGate applied)
    {
        var text = new StringBuilder();
        for (var i = 0; i < applied.Controls.Length;)
        {
            var run = i;
            while (run < applied.Controls.Length && applied.Controls[run].On == applied.Controls[i].On)
            {
                run++;
            }

            text.Append(applied.Controls[i].On ? "ctrl" : "negctrl").Append(run - i > 1 ? $"({run - i})" : "").Append(" @ ");
            i = run;
        }

        return text.ToString();
    }

    private static string Call(AppliedGate applied, Func<int, string> nameOf) =>
        (applied.Angles.IsEmpty ? "" : $"({string.Join(", ", applied.Angles.Select(AngleText.Of))})")
        + (applied.Qubits.IsEmpty ? ";" : $" {string.Join(", ", applied.Qubits.Select(nameOf))};");

    /// <summary>The name of a gate that no library has, defining it at its first use.</summary>
    private string Defined(Gate gate)
    {
        if (KnownDefinitions.Of(gate) is { } known)
        {
            definitions.TryAdd(known.Name, known.Text);
            return known.Name;
        }

        var matrix = gate.Matrix();
        var number = matrices.IndexOf(matrix);
        if (number < 0)
        {
            number = matrices.Count;
            matrices.Add(matrix);
            var body = UnitarySynthesis.Decompose(matrix).Gates.Select(part => Line3(part, qubit => $"q{qubit}", phased: true));
            definitions.Add(
                $"unitary{number}", $"gate unitary{number} {PauliRotationText.Qubits(gate.Qubits)} {{\n  {string.Join("\n  ", body)}\n}}");
        }

        return $"unitary{number}";
    }
}
