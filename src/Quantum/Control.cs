namespace QXai.Quantum;

/// <summary>A control: the gate acts where <paramref name="Qubit"/> is 1, or where it is 0 if <paramref name="On"/> is false.</summary>
public readonly record struct Control(int Qubit, bool On = true)
{
    /// <summary>A qubit number is a control on 1.</summary>
    public static implicit operator Control(int qubit) => new(qubit);
}
