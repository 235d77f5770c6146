namespace QXai.Quantum.Ansatze;

/// <summary>A variational part U(theta): appends gates whose angles are weights, and says how many it takes. A value, equal by content.</summary>
public abstract record VariationalForm
{
    /// <summary>The name that options and reports use.</summary>
    public abstract string Name { get; }

    /// <summary>Number of weights on n qubits.</summary>
    public abstract int WeightsFor(int qubits);

    /// <summary>The circuit followed by U(theta), its weights numbered from <paramref name="firstWeight"/> on.</summary>
    public abstract Circuit Append(Circuit circuit, int firstWeight = 0);
}
