using QXai.Quantum.Ansatze;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Encodings;

namespace QXai.Quantum.Tests.Ansatze;

public class VariationalFormTests
{
    private static readonly VariationalForm[] All =
    [
        new Ansatz(2), new StronglyEntangling(3), new StronglyEntangling(2) { Ranges = [2] }, new HardwareEfficient(2), new QuantumConvolution(),
        new RepeatedCircuit(new Circuit(2).RXX(0, 1, weight: 0).RY(1, weight: 1), 3),
    ];

    [Fact]
    public void Every_form_uses_exactly_the_weights_it_counts_and_is_a_value()
    {
        foreach (var form in All)
        {
            for (var qubits = form.Name == "strongly-entangling" ? 3 : 2; qubits <= 5; qubits++)
            {
                var circuit = form.Append(new Circuit(qubits), firstWeight: 4);
                var used = circuit.Gates.SelectMany(gate => gate.Angles).Where(angle => angle.Source == AngleSource.Weight).Select(angle => angle.Index)
                    .Distinct().Order();
                Assert.Equal(Enumerable.Range(4, form.WeightsFor(qubits)), used);
                Assert.Equal(circuit, (form with { }).Append(new Circuit(qubits), firstWeight: 4));
            }

            Assert.Equal(form, form with { });
        }

        Assert.Equal(All.Length - 1, All.Select(form => form.Name).Distinct().Count());
    }

    [Fact]
    public void Strong_entanglers_reach_further_from_block_to_block()
    {
        var gates = new StronglyEntangling(3).Append(new Circuit(3)).Gates.Select(gate => gate.ToString()).ToArray();
        Assert.Equal("Rot(w0, w1, w2) q0; Rot(w3, w4, w5) q1; Rot(w6, w7, w8) q2; CX q0 q1; CX q1 q2; CX q2 q0", string.Join("; ", gates[..6]));
        Assert.Equal("CX q0 q2; CX q1 q0; CX q2 q1", string.Join("; ", gates[9..12]));
        Assert.Equal("CX q0 q1; CX q1 q2; CX q2 q0", string.Join("; ", gates[15..]));
        Assert.Equal("Rot(w0, w1, w2) q0", string.Join("; ", new StronglyEntangling(1).Append(new Circuit(1)).Gates));
        Assert.Equal("StronglyEntangling: range 2 joins every qubit to itself on 2 qubits.",
            Assert.Throws<ArgumentException>(() => new StronglyEntangling(1) { Ranges = [2] }.Append(new Circuit(2))).Message);
    }

    [Fact]
    public void Hardware_efficient_blocks_turn_and_join_neighbours() => Assert.Equal(
        "RY(w0) q0; RZ(w1) q0; RY(w2) q1; RZ(w3) q1; CZ q0 q1", string.Join("; ", new HardwareEfficient(1).Append(new Circuit(2)).Gates));

    [Fact]
    public void The_quantum_convolution_halves_its_active_qubits_and_shares_weights()
    {
        Assert.Equal(["0,1,2,3,4,5", "0,2,4", "0,4"], QuantumConvolution.Levels(6).Select(level => string.Join(",", level)));
        Assert.Equal((0, 17, 34, 51), (Weights(1), Weights(2), Weights(4), Weights(6)));
        var circuit = new QuantumConvolution().Append(new Circuit(4));
        Assert.Equal(3 * 7 + 2 * 2 + 7 + 2, circuit.Count);
        var weights = new RandomCircuits(3).Numbers(34);
        var gradient = new Adjoint().Differentiate(circuit, [Observable.Z(QuantumConvolution.Output)], [], weights);
        Assert.True(gradient.Distance(new ParameterShift().Differentiate(circuit, [Observable.Z(0)], [], weights)) < 1e-12);

        static int Weights(int qubits) => new QuantumConvolution().WeightsFor(qubits);
    }

    [Fact]
    public void A_repeated_circuit_gets_new_weights_and_keeps_its_inputs()
    {
        var block = new Circuit(2).RX(0, Angle.Weight(0) * Angle.Input(1)).CNOT(0, 1).RZ(1, 2 * Angle.Weight(1));
        Assert.Equal("RX(x1*w3) q0; CX q0 q1; RZ(2*w4) q1; RX(x1*w5) q0; CX q0 q1; RZ(2*w6) q1",
            string.Join("; ", new RepeatedCircuit(block, 2).Append(new Circuit(3), firstWeight: 3).Gates));
    }

    [Fact]
    public void Re_uploading_needs_blocks()
    {
        Assert.Equal(
            "H q0; RY(x0) q0; RY(w0) q0; RZ(w1) q0; H q0; RY(x0) q0; RY(w2) q0; RZ(w3) q0",
            string.Join("; ", VariationalCircuit.Build(1, new AngleEncoding(), new HardwareEfficient(2), reuploading: true).Gates));
        Assert.Equal("VariationalCircuit: data re-uploading repeats the encoding between blocks, but \"qcnn\" has none.",
            Assert.Throws<ArgumentException>(() => VariationalCircuit.Build(2, new AngleEncoding(), new QuantumConvolution(), reuploading: true)).Message);
    }
}
