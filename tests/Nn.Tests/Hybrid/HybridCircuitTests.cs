using QXai.Nn.Hybrid;
using QXai.Quantum;

namespace QXai.Nn.Tests.Hybrid;

public class HybridCircuitTests
{
    private static readonly HybridOptions Two = new() { Qubits = 2, Blocks = 1, ClassNames = ["a", "b"] };

    [Fact]
    public void TheDefaultCircuitIsThatOfTheModel()
    {
        // verifies QGrad-CAM (1) and (9)
        var expected = new Circuit(2).H(0).RY(0, input: 0).H(1).RY(1, input: 1).CNOT(0, 1).CNOT(1, 0)
            .RZ(0, weight: 0).RY(0, weight: 1).RZ(0, weight: 2).RZ(1, weight: 3).RY(1, weight: 4).RZ(1, weight: 5);
        Assert.Equal(expected, HybridCircuit.Build(Two));
    }

    [Fact]
    public void ReuploadingRepeatsTheEncoding()
    {
        var circuit = HybridCircuit.Build(Two with { Blocks = 2, Rotations = "y", Reuploading = true });
        var expected = new Circuit(2).H(0).RY(0, input: 0).H(1).RY(1, input: 1).CNOT(0, 1).CNOT(1, 0).RY(0, weight: 0).RY(1, weight: 1)
            .H(0).RY(0, input: 0).H(1).RY(1, input: 1).CNOT(0, 1).CNOT(1, 0).RY(0, weight: 2).RY(1, weight: 3);
        Assert.Equal(expected, circuit);
    }

    [Fact]
    public void EncodingsFollowTheirFormulas()
    {
        // verifies QGrad-CAM (9) and its arctan form
        var empty = new Circuit(1, 1);
        Assert.Equal(empty.H(0).RX(0, -2 * Angle.Input(0).Atan()), Encode(Two with { Encoding = Encoding.Arctan, EncodingAxis = 'x' }));
        Assert.Equal(empty.H(0).RY(0, Angle.Input(0).Atan()).RZ(0, Angle.Input(0).AtanOfSquare()), Encode(Two with { Encoding = Encoding.RyRzArctan }));
        Assert.Equal(empty.RZ(0, input: 0), Encode(Two with { EncodingGate = "I", EncodingAxis = 'z' }));
        Assert.Equal(empty.SX(0), Encode(Two with { EncodingGate = "SX", EncodingAxis = 'i' }));

        Circuit Encode(HybridOptions options) => HybridCircuit.Encode(empty, options);
    }

    [Fact]
    public void EntanglersConnectTheirPairs()
    {
        var three = new Circuit(3);
        Assert.Equal(three.CNOT(0, 1).CNOT(1, 2).CNOT(2, 0), HybridCircuit.Entangle(three, Entangler.CnotRing));
        Assert.Equal(three.CNOT(0, 1).CNOT(1, 2), HybridCircuit.Entangle(three, Entangler.CnotChain));
        Assert.Equal(three.CZ(0, 1).CZ(1, 2).CZ(2, 0), HybridCircuit.Entangle(three, Entangler.CzRing));
        Assert.Equal(three.CNOT(0, 1).CNOT(0, 2).CNOT(1, 2), HybridCircuit.Entangle(three, Entangler.CnotAll));
        Assert.Equal(three, HybridCircuit.Entangle(three, Entangler.None));
        var (one, two) = (new Circuit(1), new Circuit(2));
        Assert.Equal(one, HybridCircuit.Entangle(one, Entangler.CnotRing));
        Assert.Equal(two.CNOT(0, 1).CNOT(1, 0), HybridCircuit.Entangle(two, Entangler.CnotRing));
        Assert.Equal(two.CZ(0, 1), HybridCircuit.Entangle(two, Entangler.CzRing));
    }

    [Fact]
    public void ObservablesAreOnePauliZPerClassOrQubit()
    {
        // verifies QGrad-CAM (2)
        Assert.Equal([Observable.Z(0), Observable.Z(1)], HybridCircuit.Observables(Two with { Qubits = 5 }).ToArray());
        Assert.Equal(5, HybridCircuit.Observables(Two with { Qubits = 5, Head = Head.Linear }).Length);
        Assert.Equal([Observable.Parse("Z0 Z1", 2), Observable.X(1)], HybridCircuit.Observables(Two with { Observables = ["Z0 Z1", "X1"] }).ToArray());
    }

    [Theory]
    [InlineData("H", 'y', null)]
    [InlineData("H", 'z', null)]
    [InlineData("H", 'x', "After H a rotation about x changes nothing, so the first encoding does not see its inputs.")]
    [InlineData("I", 'z', "After I a rotation about z changes nothing, so the first encoding does not see its inputs.")]
    [InlineData("SX", 'y', "After SX a rotation about y changes nothing, so the first encoding does not see its inputs.")]
    [InlineData("I", 'x', null)]
    [InlineData("H", 'i', "The encoding has no rotation (axis i), so the circuit does not see its inputs.")]
    public void BlindEncodingsAreNamed(string gate, char axis, string? warning) =>
        Assert.Equal(warning, HybridCircuit.BlindEncoding(Two with { EncodingGate = gate, EncodingAxis = axis }));
}
