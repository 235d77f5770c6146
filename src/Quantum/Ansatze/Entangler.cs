namespace QXai.Quantum.Ansatze;

/// <summary>The fixed gates C_l that join the qubits at the beginning of a block.</summary>
public enum Entangler
{
    /// <summary>CNOT(0,1), CNOT(1,2), ..., CNOT(n-1,0), in this order; for two qubits CNOT(0,1), CNOT(1,0); for one nothing.</summary>
    Ring,

    /// <summary>CNOT(0,1), CNOT(1,2), ..., CNOT(n-2,n-1).</summary>
    Linear,

    /// <summary>CNOT(a,b) for all a &lt; b: b runs fastest.</summary>
    Full,

    /// <summary>No gate: the qubits stay apart.</summary>
    None,
}
