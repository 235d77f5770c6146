using QXai.Quantum.Ansatze;
using QXai.Quantum.Encodings;
using QXai.Quantum.Gates;
using QXai.Quantum.Noise;
using QXai.Quantum.Programs;

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
        <svg xmlns="http://www.w3.org/2000/svg" width="170" height="132"
        viewBox="0 0 170 132" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="16" stroke-width="1.5">
        <rect width="170" height="132" fill="white"/>
        <text x="14" y="46" text-anchor="start">q0</text>
        <line x1="44" y1="40" x2="156" y2="40" stroke="black"/>
        <text x="14" y="98" text-anchor="start">q1</text>
        <line x1="44" y1="92" x2="156" y2="92" stroke="black"/>
        <rect x="60" y="22" width="36" height="36" fill="white" stroke="black"/>
        <text x="78" y="46" text-anchor="middle">H</text>
        <line x1="126" y1="40" x2="126" y2="92" stroke="black"/>
        <circle cx="126" cy="40" r="6" fill="black" stroke="black"/>
        <circle cx="126" cy="92" r="12" fill="white" stroke="black"/>
        <line x1="114" y1="92" x2="138" y2="92" stroke="black"/>
        <line x1="126" y1="80" x2="126" y2="104" stroke="black"/>
        </svg>

        """,
        new Circuit(2).H(0).CNOT(0, 1).DrawSvg());

    [Fact]
    public void Fractions_of_pi_are_called_by_name() => Assert.Equal(
        "q0: ──RX(π/4)──RY(-2π/3)──RZ(π)──P(0.785)──RX(2*x0 + 1.570796)─\n",
        new Circuit(1).RX(0, Math.PI / 4).RY(0, -2 * Math.PI / 3).RZ(0, Math.PI).P(0, 0.785).RX(0, (2 * Angle.Input(0)) + (Math.PI / 2)).Draw());

    [Fact]
    public void Channels_stand_among_the_gates()
    {
        var noisy = new Circuit(2).H(0).Noise(Channel.BitFlip(0.1), 0, 1).Then(c => c.CNOT(0, 1)).Noise(Channel.Depolarizing(0.02), 1);
        Assert.Equal(
            """
            q0: ──H───────────────{bitflip(0.1)}──●───────────────────────
                                                  │
            q1: ──{bitflip(0.1)}──────────────────⊕──{depolarizing(0.02)}─

            """,
            noisy.Draw());
        Assert.Equal(3, noisy.DrawSvg().Split("stroke-dasharray").Length - 1);
    }

    [Fact]
    public void A_measurement_is_drawn_as_a_meter_with_its_bit()
    {
        var svg = QuantumProgram.Parse("OPENQASM 3; qubit q; bit[2] c; c[1] = measure q;").DrawSvg();
        Assert.Contains("<path d=\"M ", svg);
        Assert.Contains(">c[1]</text>", svg);
    }
}
