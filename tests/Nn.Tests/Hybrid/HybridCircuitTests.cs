using QXai.Nn.Hybrid;
using QXai.Quantum;
using QXai.Quantum.Encodings;

namespace QXai.Nn.Tests.Hybrid;

public class HybridCircuitTests
{
    private static readonly HybridOptions Two = new() { Qubits = 2, Blocks = 1, ClassNames = ["a", "b"] };

    [Fact]
    public void TheDefaultCircuitIsThatOfTheModel()
    {
        // verifies QGrad-CAM (1) and (9)
        var expected = new Circuit(2).H(0).H(1).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1).CNOT(1, 0)
            .RZ(0, weight: 0).RY(0, weight: 1).RZ(0, weight: 2).RZ(1, weight: 3).RY(1, weight: 4).RZ(1, weight: 5);
        Assert.Equal(expected, HybridCircuit.Build(Two));
    }

    [Fact]
    public void ReuploadingRepeatsTheEncoding()
    {
        var circuit = HybridCircuit.Build(Two with { Blocks = 2, Rotations = "y", Reuploading = true });
        var expected = new Circuit(2).H(0).H(1).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1).CNOT(1, 0).RY(0, weight: 0).RY(1, weight: 1)
            .H(0).H(1).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1).CNOT(1, 0).RY(0, weight: 2).RY(1, weight: 3);
        Assert.Equal(expected, circuit);
    }

    [Fact]
    public void EncodingsFollowTheOptions()
    {
        // verifies QGrad-CAM (9) and its arctan form
        var empty = new Circuit(1, 1);
        Assert.Equal(empty.H(0).RX(0, -2 * Angle.Input(0).Atan()), Encode(Two with { Encoding = EncodingKind.Arctan, EncodingAxis = Axis.X }));
        Assert.Equal(empty.H(0).RY(0, Angle.Input(0).Atan()).RZ(0, Angle.Input(0).AtanOfSquare()), Encode(Two with { Encoding = EncodingKind.RyRzArctan }));
        Assert.Equal(empty.RZ(0, input: 0), Encode(Two with { EncodingGate = "I", EncodingAxis = Axis.Z }));

        Circuit Encode(HybridOptions options) => HybridCircuit.Encoding(options).Append(empty);
    }

    [Fact]
    public void ObservablesAreOnePauliZPerClassOrQubit()
    {
        // verifies QGrad-CAM (2)
        Assert.Equal([Observable.Z(0), Observable.Z(1)], HybridCircuit.Observables(Two with { Qubits = 5 }).ToArray());
        Assert.Equal(5, HybridCircuit.Observables(Two with { Qubits = 5, Head = Head.Linear }).Length);
        Assert.Equal([Observable.Parse("Z0 Z1", 2), Observable.X(1)], HybridCircuit.Observables(Two with { Observables = ["Z0 Z1", "X1"] }).ToArray());
    }
}
