using QXai.Numerics;
using QXai.Quantum;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Tests.DualNumbers;

public class DualStateTests
{
    public static TheoryData<string, int> Circuits()
    {
        var data = new TheoryData<string, int>();
        foreach (var file in new[] { "circuits.json", "circuits_advanced.json" })
        {
            for (var i = 0; i < FixtureCircuit.Load(file).Count(); i++)
            {
                data.Add(file, i);
            }
        }

        return data;
    }

    // verifies QGrad-CAM (2)
    [Theory]
    [MemberData(nameof(Circuits))]
    public void AgreesWithTheOracleInStatesExpectationsAndGradients(string file, int index)
    {
        var (circuit, inputs, observables, expected) = Cases[file][index];
        var state = DualState.Run(circuit, [.. inputs.Select(x => new Dual(x, 0))], []);
        if (expected.TryGetProperty("state", out var amplitudes))
        {
            Assert.All(amplitudes.EnumerateArray(), (amplitude, i) =>
            {
                Assert.Equal(amplitude[0].GetDouble(), state.Amplitudes[i].Re.Value, 1e-12);
                Assert.Equal(amplitude[1].GetDouble(), state.Amplitudes[i].Im.Value, 1e-12);
            });
        }

        Assert.All(observables, (observable, m) => Assert.Equal(expected.GetProperty("expval")[m].GetDouble(), state.Expectation(observable).Value, 1e-11));
        for (var i = 0; i < inputs.Length && expected.TryGetProperty("grad", out var gradient); i++)
        {
            var moved = DualState.Run(circuit, [.. inputs.Select((x, j) => new Dual(x, i == j ? 1 : 0))], []);
            Assert.All(observables, (observable, m) => Assert.Equal(gradient[m][i].GetDouble(), moved.Expectation(observable).Tangent, 1e-10));
        }
    }

    [Fact]
    public void MappedAnglesCarryTheirSlope()
    {
        var circuit = new Circuit(1).RX(0, -2 * Angle.Input(0).Atan()).RX(0, Angle.Input(0).AtanOfSquare());
        const double x = 0.7;
        var z = DualState.Run(circuit, [new Dual(x, 1)], []).Expectation(Observable.Z(0));
        var angle = -2 * Math.Atan(x) + Math.Atan(x * x);
        Assert.Equal(Math.Cos(angle), z.Value, 1e-14);
        Assert.Equal(-Math.Sin(angle) * (-2 / (1 + x * x) + 2 * x / (1 + x * x * x * x)), z.Tangent, 1e-14);
    }

    [Fact]
    public void RefusesMissingInputsByNumber()
    {
        var circuit = new Circuit(2).RY(0, input: 0).RY(1, input: 1).RZ(0, weight: 0);
        var error = Assert.Throws<ArgumentException>(() => DualState.Run(circuit, [1], [0.5]));
        Assert.Equal("DualState: 1 inputs and 1 weights were given, but the circuit has 2 and 1.", error.Message);
    }

    [Fact]
    public void RefusesCircuitsThatAreTooWide()
    {
        var error = Assert.Throws<InputException>(() => DualState.Run(new Circuit(21), [], []));
        Assert.Equal(
            "The circuit has 21 qubits, but the textbook simulator in dual numbers takes 20 at most: a pass of it costs 2^n steps per gate.",
            error.Message);
    }

    private static readonly Dictionary<string, FixtureCircuit[]> Cases = new()
    {
        ["circuits.json"] = [.. FixtureCircuit.Load("circuits.json")],
        ["circuits_advanced.json"] = [.. FixtureCircuit.Load("circuits_advanced.json")],
    };
}
