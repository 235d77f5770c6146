using System.Text.Json.Serialization;

namespace QXai.Nn.Hybrid;

/// <summary>The two-qubit gates with which a block begins, in order of application, on n qubits.</summary>
public enum Entangler
{
    /// <summary>CNOT(0, 1), CNOT(1, 2), ..., CNOT(n - 1, 0).</summary>
    [JsonStringEnumMemberName("cnot-ring")]
    CnotRing,

    /// <summary>CNOT(0, 1), CNOT(1, 2), ..., CNOT(n - 2, n - 1).</summary>
    [JsonStringEnumMemberName("cnot-chain")]
    CnotChain,

    /// <summary>CZ(0, 1), CZ(1, 2), ..., CZ(n - 1, 0); one CZ on 2 qubits, where the second would undo it.</summary>
    [JsonStringEnumMemberName("cz-ring")]
    CzRing,

    /// <summary>CNOT(a, b) for all a &lt; b, in lexicographic order.</summary>
    [JsonStringEnumMemberName("cnot-all")]
    CnotAll,

    /// <summary>No gates: the qubits stay independent.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
