namespace QXai.Quantum.Programs;

/// <summary>A condition on classical bits.</summary>
public abstract record Condition
{
    /// <summary>Whether it holds for the given values of all classical bits of the program.</summary>
    public abstract bool Holds(ReadOnlySpan<bool> bits);

    /// <summary>The numbers of the bits that it reads.</summary>
    public abstract IEnumerable<int> Bits { get; }
}
