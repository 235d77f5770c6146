namespace QXai.Quantum.Programs;

/// <summary>
/// A declared register: its name and its qubits or bits <paramref name="Start"/> to <paramref name="Start"/> + <paramref name="Size"/> - 1 of the
/// program.
/// </summary>
public sealed record Register(string Name, int Start, int Size);
