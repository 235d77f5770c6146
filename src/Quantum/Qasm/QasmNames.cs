namespace QXai.Quantum.Qasm;

/// <summary>Names that reader and writer share.</summary>
internal static class QasmNames
{
    /// <summary>The standard library of OpenQASM 2.0.</summary>
    public const string Library2 = "qelib1.inc";

    /// <summary>The standard library of OpenQASM 3.</summary>
    public const string Library3 = "stdgates.inc";

    /// <summary>Before an input of OpenQASM 3: it is a weight of the circuit. Other tools skip annotations that they do not know.</summary>
    public const string WeightAnnotation = "@qxai.weight";
}
