using QXai.Quantum.Gates;
using Known = QXai.Quantum.Gates.GateCatalogue;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// What the languages build in and what their standard libraries define, in terms of the catalogue. The matrices are those of the libraries'
/// definitions: exactly for OpenQASM 3, whose U is e^(i theta/2) P(phi) RY(theta) P(lambda), and up to a global phase for OpenQASM 2.0, which has no
/// means to see one.
/// </summary>
internal static class GateLibrary
{
    /// <summary>Known without any include.</summary>
    public static readonly NativeGate[] BuiltIn2 = [Of("U", Known.U3), Of("CX", Known.CX)];

    /// <summary>Known without any include: U with its phase, and gphase.</summary>
    public static readonly NativeGate[] BuiltIn3 =
        [new("U", Known.U3, 3, Phase: angles => angles[0] / 2), Of("gphase", Known.GPhase)];

    /// <summary>What both libraries call by the same names.</summary>
    private static readonly NativeGate[] Common =
    [
        Of("x", Known.X), Of("y", Known.Y), Of("z", Known.Z), Of("h", Known.H), Of("s", Known.S), Of("sdg", Known.Sdg),
        Of("t", Known.T), Of("tdg", Known.Tdg), Of("sx", Known.SX), Of("id", Known.I), Of("p", Known.P), Of("u1", Known.U1),
        Of("rx", Known.RX), Of("ry", Known.RY), Of("rz", Known.RZ), Of("cx", Known.CX), Of("cy", Known.CY), Of("cz", Known.CZ),
        Of("ch", Known.CH), Of("cp", Known.CP), Of("crx", Known.CRX), Of("cry", Known.CRY), Of("crz", Known.CRZ), Of("swap", Known.Swap),
        Of("ccx", Known.CCX), Of("cswap", Known.CSwap), new("cu", Known.CU3, 4, Phase: angles => angles[3], PhaseQubit: 0),
    ];

    /// <summary>
    /// qelib1.inc, with the gates that later editions of it added. c3sqrtx and c4x are what their names say, as in the later editions; the
    /// definitions in the first one are wrong.
    /// </summary>
    public static readonly NativeGate[] Library2 =
    [
        .. Common, Of("u3", Known.U3), Of("u2", Known.U2), new("u0", Known.I, 1), Of("u", Known.U3),
        Of("cu1", Known.CP), Of("cu3", Known.CU3),
        Of("sxdg", Known.SXdg), Of("csx", Known.Controlled(Known.SX, 1)), Of("rxx", Known.RXX), Of("rzz", Known.RZZ),
        Of("c3x", Known.Controlled(Known.X, 3)), Of("c4x", Known.Controlled(Known.X, 4)),
        Of("c3sqrtx", Known.Controlled(Known.SX, 3)),
    ];

    /// <summary>The gates of qelib1.inc that are no gate of the catalogue: Toffoli gates up to relative phases.</summary>
    public const string LibraryText2 = """
        gate rccx a, b, c { h c; t c; cx b, c; tdg c; cx a, c; t c; cx b, c; tdg c; h c; }
        gate rc3x a, b, c, d
        {
          h d; t d; cx c, d; tdg d; h d; cx a, d; t d; cx b, d; tdg d; cx a, d;
          t d; cx b, d; tdg d; h d; t d; cx c, d; tdg d; h d;
        }
        """;

    /// <summary>stdgates.inc; its u2 and u3 have determinant 1.</summary>
    public static readonly NativeGate[] Library3 =
    [
        .. Common, Of("CX", Known.CX), Of("phase", Known.P), Of("cphase", Known.CP),
        new("u2", Known.U2, 2, Phase: angles => -0.5 * (angles[0] + angles[1])),
        new("u3", Known.U3, 3, Phase: angles => -0.5 * (angles[1] + angles[2])),
    ];

    private static NativeGate Of(string name, Gate gate) => new(name, gate, gate.Parameters.Length);
}
