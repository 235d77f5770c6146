using QXai.Quantum.Programs;
using QXai.Quantum.Qasm.Writing;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <summary>
    /// Reads OpenQASM 2.0, or the gate-level part of OpenQASM 3, of a program that is a circuit: measurements at the end are left out, <c>input</c>s
    /// become inputs. Throws <see cref="Numerics.InputException"/> with <paramref name="file"/>, line, column and reason where the text is wrong, and
    /// <see cref="ArgumentException"/> where the program is not unitary: that is for <see cref="QuantumProgram.Parse"/>.
    /// </summary>
    public static Circuit FromQasm(string text, string file = "OpenQASM") => QuantumProgram.Parse(text, file).ToCircuit();

    /// <summary>
    /// The circuit as OpenQASM. Version 3 is exact and keeps inputs and weights; version 2 needs a circuit without them (see <see cref="Bind"/>) and
    /// is exact up to the global phase. <see cref="FromQasm"/> reads both back: the same gates, but matrices as products of controlled rotations.
    /// </summary>
    public string ToQasm(int version = 3) => QasmWriter.Write(this, version);
}
