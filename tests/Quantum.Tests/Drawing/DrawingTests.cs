using QXai.Quantum.Ansatze;
using QXai.Quantum.Encodings;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Tests.Drawing;

public class DrawingTests
{
    [Fact]
    public void Every_kind_of_mark_is_drawn() => Assert.Equal(
        """
        q0: ──H──RY(x0)──●───────────○─────○e^it(w0)──RZX:X─────────
                         │           │     │          │
        q1: ──×──────────⊕──RX(0.3)──●──●──●──────────┼─────────U:1─
              │                      │  │             │         │
        q2: ──×──RZ(w3)──────────────Z──⊕─────────────RZX(1):Z──U:0─
        global phase: 0.5

        """,
        new Circuit(3).H(0).RY(0, input: 0).Swap(1, 2).CNOT(0, 1).RZ(2, weight: 3).RX(1, 0.3).GPhase(0.5)
            .Add(GateCatalogue.Z, [2], [], [new(0, false), 1]).CNOT(1, 2)
            .Add(GateCatalogue.GPhase, [], [Angle.Weight(0)], [new(0, false), 1])
            .RPauli("ZX", [2, 0], 1).Unitary(ComplexMatrix.Identity(4), 2, 1).Draw());

    [Fact]
    public void A_wide_circuit_continues_below() => Assert.Equal(
        """
        q0: ──H──RY(x0)──●─────⊕──RZ(w0)─
                         │     │
        q1: ──H──RY(x1)──⊕──●──┼──RZ(w3)─
                            │  │
        q2: ──H──RY(x2)─────⊕──●──RZ(w6)─

        q0: ──RY(w1)──RZ(w2)─

        q1: ──RY(w4)──RZ(w5)─

        q2: ──RY(w7)──RZ(w8)─

        """,
        VariationalCircuit.Build(3, new AngleEncoding(), new Ansatz(1)).Draw(width: 40));

    [Fact]
    public void An_SVG_has_a_box_a_dot_and_a_circled_plus() => Assert.Equal(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="146" height="112"
        viewBox="0 0 146 112" font-family="monospace" font-size="13">
        <rect width="146" height="112" fill="white"/>
        <text x="12" y="38" text-anchor="start">q0</text>
        <line x1="38" y1="34" x2="134" y2="34" stroke="black"/>
        <text x="12" y="82" text-anchor="start">q1</text>
        <line x1="38" y1="78" x2="134" y2="78" stroke="black"/>
        <rect x="52" y="19" width="30" height="30" fill="white" stroke="black"/>
        <text x="67" y="38" text-anchor="middle">H</text>
        <line x1="108" y1="34" x2="108" y2="78" stroke="black"/>
        <circle cx="108" cy="34" r="5" fill="black" stroke="black"/>
        <circle cx="108" cy="78" r="10" fill="white" stroke="black"/>
        <line x1="98" y1="78" x2="118" y2="78" stroke="black"/>
        <line x1="108" y1="68" x2="108" y2="88" stroke="black"/>
        </svg>

        """,
        new Circuit(2).H(0).CNOT(0, 1).DrawSvg());
}
