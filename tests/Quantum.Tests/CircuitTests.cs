using QXai.Quantum.Gates;

namespace QXai.Quantum.Tests;

public class CircuitTests
{
    [Fact]
    public void The_fluent_style_builds_what_it_says()
    {
        var circuit = new Circuit(4).H(0).RY(0, input: 0).CNOT(0, 1).RZ(2, weight: 3).RX(1, 0.3);
        Assert.Equal((4, 1, 4, 5), (circuit.Qubits, circuit.Inputs, circuit.Weights, circuit.Count));
        Assert.Equal("H q0; RY(x0) q0; CX q0 q1; RZ(w3) q2; RX(0.3) q1", string.Join("; ", circuit.Gates));
        Assert.Equal(3, new Circuit(1).RX(0, 3).Gates[0].Angles[0].Offset);
    }

    [Fact]
    public void Circuits_are_values()
    {
        Circuit Make() => new Circuit(3).RPauli("XZY", [2, 0, 1], 0.1).Add(GateCatalogue.Z, [2], [], [new(0, false)])
            .Unitary(new(0, 1, 1, 0), 1).RX(0, 2 * Angle.Input(1).Atan() + 0.5);
        Assert.Equal(Make(), Make());
        Assert.Equal(Make().GetHashCode(), Make().GetHashCode());
        Assert.NotEqual(Make(), Make().X(0));
        Assert.NotEqual(new Circuit(2).X(0), new Circuit(3).X(0));
        Assert.NotEqual(new Circuit(2).X(0), new Circuit(2).X(1));
        Assert.NotEqual(new Circuit(2).RX(0, 0.1), new Circuit(2).RX(0, 0.2));
        Assert.NotEqual(new Circuit(2), new Circuit(2, inputs: 1));
    }

    [Fact]
    public void Bound_weights_leave_a_function_of_the_inputs()
    {
        var circuit = new Circuit(2, 2, 3).RX(0, 2 * Angle.Input(0).Atan() + 0.5).RY(1, 3 * Angle.Weight(0) + 0.25)
            .RZ(0, 2 * (Angle.Input(1) * Angle.Weight(1)))
            .RZ(1, Angle.Weight(2) * Angle.Input(0)).RX(1, Angle.Weight(0) * Angle.Weight(1)).RY(0, Angle.Input(0) * Angle.Input(1));
        var (inputs, weights) = (new[] { 0.3, -0.7 }, new[] { 0.5, -1.5, 2.0 });
        var bound = circuit.BindWeights(weights);
        Assert.Equal((2, 0), (bound.Inputs, bound.Weights));
        Assert.Equal(circuit.Gates.Select(gate => gate.Angles[0].Value(inputs, weights)), bound.Gates.Select(gate => gate.Angles[0].Value(inputs, [])));
        Assert.Equal(["2*atan(x0) + 0.5", "1.75", "-3*x1", "2*x0", "-0.75", "x0*x1"], bound.Gates.Select(gate => gate.Angles[0].ToString()));
        Assert.Throws<ArgumentException>(() => circuit.BindWeights([1]));
    }

    [Fact]
    public void A_circuit_may_be_continued_twice_without_harm()
    {
        var stem = new Circuit(2).H(0);
        var (left, right) = (stem.X(0), stem.Y(1).Z(0));
        Assert.Equal("H q0; X q0", string.Join("; ", left.Gates));
        Assert.Equal("H q0; Y q1; Z q0", string.Join("; ", right.Gates));
        Assert.Equal("H q0", string.Join("; ", stem.Gates));
        Assert.Equal(new Circuit(2).H(0).X(0).H(0).Y(1).Z(0), left.Append(right));
        Assert.Equal(new Circuit(2).Y(1).Z(0), right.Slice(1..));
    }

    [Fact]
    public void Two_hundred_thousand_gates_are_no_trouble()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var circuit = new Circuit(2);
        for (var i = 0; i < 200_000; i++)
        {
            circuit = circuit.X(i % 2);
        }

        Assert.Equal(200_000, circuit.Gates.Length);

        // Copying all gates at every call would take 1.6e11 bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000_000);
    }

    [Fact]
    public void Whatever_does_not_fit_is_refused_by_name()
    {
        Refuses("CX(0, 4): qubit 4 does not exist in a circuit of 4 qubits, numbered 0 to 3.", c => c.CNOT(0, 4));
        Refuses("CX(1, 1): qubit 1 is used twice, but targets and controls must be distinct.", c => c.CNOT(1, 1));
        Refuses("Z(2): qubit 2 is used twice, but targets and controls must be distinct.", c => c.Add(GateCatalogue.Z, [2], [], [2]));
        Refuses("RX(0): 0 angles were given, but RX takes 1 (t).", c => c.Add(GateCatalogue.RX, [0]));
        Refuses("H(0): 1 angles were given, but H takes 0.", c => c.Add(GateCatalogue.H, [0], [0.5]));
        Refuses("CCX(0, 1): 2 qubits were given, but CCX acts on 3.", c => c.Add(GateCatalogue.CCX, [0, 1]));
        Refuses("RX: exactly one of angle, input and weight is needed, but none was given.", c => c.RX(0));
        Refuses("RZ: exactly one of angle, input and weight is needed, but input and weight were given.", c => c.RZ(0, input: 1, weight: 2));
        Refuses("RPauli: \"XA\" is not a Pauli word: one letter I, X, Y or Z per qubit is needed.", c => c.RPauli("XA", [0, 1], 0.1));
        Refuses(
            "Unitary: the matrix is not unitary: U^dag U differs from the identity by 1E+0, but at most 1E-10 is accepted.",
            c => c.Unitary(new(1, 1, 0, 1), 0));
        Refuses(
            "Unitary: a matrix of size 3 x 3 fits no gate on 1 to 6 qubits: 2, 4, 8, 16, 32 or 64 is needed.",
            c => c.Unitary(ComplexMatrix.Identity(3), 0));
        Refuses("Rotate: axis 'w' on qubit 0 is none of x, y, z.", c => c.Rotate('w', 0, 0.1));
        Refuses("Append: the appended circuit has 5 qubits, but this one has 4.", c => c.Append(new Circuit(5)));
        Refuses("Angle: input -1 does not exist, since indices start at 0.", c => c.RX(0, input: -1));
        Refuses(
            "Angle: 2*x0 cannot be mapped, since only a plain input or weight can; map first, then scale and shift.",
            c => c.RX(0, (2 * Angle.Input(0)).Atan()));
        Refuses("Angle: scale 1 and offset NaN must be finite numbers.", c => c.RX(0, Angle.Input(0) + double.NaN));
        Refuses("Circuit: 64 qubits are outside 1 to 63.", _ => new Circuit(64));
    }

    [Fact]
    public void Constant_angles_become_weights_after_the_present_ones()
    {
        var (circuit, values) = new Circuit(2).RX(0, 0.1).RY(1, weight: 0).U3(0, 0.2, Angle.Input(0), 0.3).ConstantsAsWeights();
        Assert.Equal(new Circuit(2).RX(0, weight: 1).RY(1, weight: 0).U3(0, Angle.Weight(2), Angle.Input(0), Angle.Weight(3)), circuit);
        Assert.Equal([0.1, 0.2, 0.3], values.ToArray());
    }

    [Fact]
    public void Angles_print_as_formulas_and_have_values_and_slopes()
    {
        (Angle Angle, string Text, double Value, double Slope)[] cases =
        [
            (0.25, "0.25", 0.25, 0),
            (Angle.Input(0), "x0", 0.5, 1),
            (-2 * Angle.Input(0).Atan(), "-2*atan(x0)", -2 * Math.Atan(0.5), -2 / 1.25),
            (Angle.Input(0).AtanOfSquare() - 1, "atan(x0^2) - 1", Math.Atan(0.25) - 1, 1 / (1 + 0.0625)),
            (-(Angle.Weight(1) / 2 + 0.5), "-0.5*w1 - 0.5", -2, -0.5),
        ];
        foreach (var (angle, text, value, slope) in cases)
        {
            Assert.Equal(text, angle.ToString());
            Assert.Equal(value, angle.Value([0.5], [7, 3]), 1e-15);
            Assert.Equal(slope, angle.Slope([0.5], [7, 3]), 1e-15);
        }
    }

    private static void Refuses(string message, Func<Circuit, Circuit> build) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => build(new Circuit(4))).Message);
}
