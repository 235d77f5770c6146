using System.Numerics;
using QXai.Quantum.Encodings;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Tests.Encodings;

public class EncodingTests
{
    // verifies QGrad-CAM (9)
    [Fact]
    public void Angle_encoding_is_a_fixed_gate_then_a_rotation_on_every_qubit()
    {
        Assert.Equal(new Circuit(2).H(0).H(1).RY(0, input: 0).RY(1, input: 1), new AngleEncoding().Append(new Circuit(2)));
        Assert.Equal(
            new Circuit(2).RX(0, 0.5 * Angle.Input(3)).RX(1, 0.5 * Angle.Input(4)),
            new AngleEncoding(Axis.X, 0.5) { FixedGate = GateCatalogue.I }.Append(new Circuit(2), firstInput: 3));
    }

    [Fact]
    public void Arctan_encoding_is_the_exponential_of_i_atan_x_sigma()
    {
        var gate = new ArctanEncoding(Axis.X).Append(new Circuit(1)).Gates[0];
        var (sin, cos) = Math.SinCos(Math.Atan(1.7));
        var expected = cos * PauliMatrices.I + new Complex(0, sin) * PauliMatrices.X;
        Assert.True(gate.Gate.Matrix(gate.Angles[0].Value([1.7], [])).Distance(expected) < 1e-15);
        Assert.Equal(-2 / (1 + 1.7 * 1.7), gate.Angles[0].Slope([1.7], []), 1e-15);
    }

    [Fact]
    public void The_other_arctan_encoding_turns_about_y_then_about_z() => Assert.Equal(
        "H q0; RY(atan(x0)) q0; RZ(atan(x0^2)) q0",
        string.Join("; ", new RyRzArctanEncoding().Append(new Circuit(1)).Gates));

    [Fact]
    public void Blind_pairs_are_warned_of_and_only_those()
    {
        Gate[] gates = [GateCatalogue.I, GateCatalogue.H, GateCatalogue.X, GateCatalogue.SX, GateCatalogue.T];
        var blind = from gate in gates
                    from axis in Enum.GetValues<Axis>()
                    where new AngleEncoding(axis) { FixedGate = gate }.Warnings.Count > 0
                    select $"{gate}{axis}";
        Assert.Equal(["IIdentity", "IZ", "HIdentity", "HX", "XIdentity", "XZ", "SXIdentity", "SXY", "TIdentity", "TZ"], blind);
        Assert.Equal(
            ["The angle encoding is blind: H|0> does not change under rotations about x, so that no input is seen and every gradient is 0."],
            new AngleEncoding(Axis.X).Warnings);
        Assert.Empty(new ArctanEncoding().Warnings);
        Assert.Single(new ArctanEncoding(Axis.Z).Warnings);
        Assert.Equal("AngleEncoding: the fixed gate CX has 2 qubits and 0 angles, but 1 and 0 are needed.",
            Assert.Throws<ArgumentException>(() => new AngleEncoding { FixedGate = GateCatalogue.CX }).Message);
    }
}
