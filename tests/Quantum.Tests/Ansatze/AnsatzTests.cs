using QXai.Quantum.Ansatze;
using QXai.Quantum.Encodings;

namespace QXai.Quantum.Tests.Ansatze;

public class AnsatzTests
{
    // verifies QGrad-CAM (1)
    [Fact]
    public void A_block_is_the_entangler_then_the_rotations()
    {
        var expected = new Circuit(2).CNOT(0, 1).CNOT(1, 0).RY(0, weight: 0).RY(1, weight: 1).CNOT(0, 1).CNOT(1, 0).RY(0, weight: 2).RY(1, weight: 3);
        Assert.Equal(expected, new Ansatz(2, Axes: "y").Append(new Circuit(2)));
        Assert.Equal(
            "RZ(w5) q0; RY(w6) q0; RZ(w7) q0",
            string.Join("; ", new Ansatz(1).Append(new Circuit(1), firstWeight: 5).Gates));
        Assert.Equal(120, new Ansatz(4).WeightsFor(10));
    }

    [Theory]
    [InlineData(Entangler.Ring, "CX q0 q1; CX q1 q2; CX q2 q3; CX q3 q0")]
    [InlineData(Entangler.Linear, "CX q0 q1; CX q1 q2; CX q2 q3")]
    [InlineData(Entangler.Full, "CX q0 q1; CX q0 q2; CX q0 q3; CX q1 q2; CX q1 q3; CX q2 q3")]
    [InlineData(Entangler.None, "")]
    public void Entanglers_join_in_the_stated_order(Entangler entangler, string gates) => Assert.Equal(
        gates, string.Join("; ", new Ansatz(1, entangler, "x").Append(new Circuit(4)).Gates.SkipLast(4)));

    [Fact]
    public void Reuploading_repeats_the_encoding_before_every_further_block()
    {
        var circuit = VariationalCircuit.Build(1, new AngleEncoding(), new Ansatz(2, Axes: "y"), reuploading: true);
        Assert.Equal("H q0; RY(x0) q0; RY(w0) q0; H q0; RY(x0) q0; RY(w1) q0", string.Join("; ", circuit.Gates));
        Assert.Equal((1, 2), (circuit.Inputs, circuit.Weights));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Equal("Ansatz: -1 blocks are fewer than none.", Assert.Throws<ArgumentException>(() => new Ansatz(-1)).Message);
        Assert.Equal(
            "Ansatz: axes \"zq\" must be one or more of the letters x, y, z.",
            Assert.Throws<ArgumentException>(() => new Ansatz(1, Axes: "zq")).Message);
    }
}
