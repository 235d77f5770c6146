using QXai.Quantum.Gates;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// What the languages build in and what their standard libraries define, in terms of the catalogue. The matrices are those of the libraries' definitions: exactly for OpenQASM 3, whose U is
/// e^(i theta/2) P(phi) RY(theta) P(lambda), and up to a global phase for OpenQASM 2.0, which has no means to see one.
/// </summary>
internal static class GateLibrary
{
    /// <summary>Known without any include.</summary>
    public static readonly NativeGate[] BuiltIn2 = [Of("U", GateCatalogue.U3), Of("CX", GateCatalogue.CX)];

    /// <summary>Known without any include: U with its phase, and gphase.</summary>
    public static readonly NativeGate[] BuiltIn3 = [new("U", GateCatalogue.U3, 3, Phase: angles => angles[0] / 2), Of("gphase", GateCatalogue.GPhase)];

    /// <summary>What both libraries call by the same names.</summary>
    private static readonly NativeGate[] Common =
    [
        Of("x", GateCatalogue.X), Of("y", GateCatalogue.Y), Of("z", GateCatalogue.Z), Of("h", GateCatalogue.H), Of("s", GateCatalogue.S), Of("sdg", GateCatalogue.Sdg),
        Of("t", GateCatalogue.T), Of("tdg", GateCatalogue.Tdg), Of("sx", GateCatalogue.SX), Of("id", GateCatalogue.I), Of("p", GateCatalogue.P), Of("u1", GateCatalogue.U1),
        Of("rx", GateCatalogue.RX), Of("ry", GateCatalogue.RY), Of("rz", GateCatalogue.RZ), Of("cx", GateCatalogue.CX), Of("cy", GateCatalogue.CY), Of("cz", GateCatalogue.CZ),
        Of("ch", GateCatalogue.CH), Of("cp", GateCatalogue.CP), Of("crx", GateCatalogue.CRX), Of("cry", GateCatalogue.CRY), Of("crz", GateCatalogue.CRZ), Of("swap", GateCatalogue.Swap),
        Of("ccx", GateCatalogue.CCX), Of("cswap", GateCatalogue.CSwap), new("cu", GateCatalogue.CU3, 4, Phase: angles => angles[3], PhaseQubit: 0),
    ];

    /// <summary>
    /// qelib1.inc, with the gates that later editions of it added. c3sqrtx and c4x are what their names say, as in the later editions; the definitions in the first one are wrong.
    /// </summary>
    public static readonly NativeGate[] Library2 =
    [
        .. Common, Of("u3", GateCatalogue.U3), Of("u2", GateCatalogue.U2), new("u0", GateCatalogue.I, 1), Of("u", GateCatalogue.U3), Of("cu1", GateCatalogue.CP), Of("cu3", GateCatalogue.CU3),
        Of("sxdg", GateCatalogue.SXdg), Of("csx", GateCatalogue.Controlled(GateCatalogue.SX, 1)), Of("rxx", GateCatalogue.RXX), Of("rzz", GateCatalogue.RZZ),
        Of("c3x", GateCatalogue.Controlled(GateCatalogue.X, 3)), Of("c4x", GateCatalogue.Controlled(GateCatalogue.X, 4)), Of("c3sqrtx", GateCatalogue.Controlled(GateCatalogue.SX, 3)),
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
        .. Common, Of("CX", GateCatalogue.CX), Of("phase", GateCatalogue.P), Of("cphase", GateCatalogue.CP),
        new("u2", GateCatalogue.U2, 2, Phase: angles => -0.5 * (angles[0] + angles[1])), new("u3", GateCatalogue.U3, 3, Phase: angles => -0.5 * (angles[1] + angles[2])),
    ];

    private static NativeGate Of(string name, Gate gate) => new(name, gate, gate.Parameters.Length);
}
