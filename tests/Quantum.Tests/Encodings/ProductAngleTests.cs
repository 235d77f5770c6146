using QXai.Quantum.Ansatze;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Encodings;
using QXai.Quantum.Noise;
using QXai.Reference.Circuits;

namespace QXai.Quantum.Tests.Encodings;

public class ProductAngleTests
{
    [Fact]
    public void Products_print_have_values_and_obey_the_product_rule()
    {
        var angle = -2 * (Angle.Weight(1) * Angle.Input(0)) + 0.5;
        Assert.Equal("-2*x0*w1 + 0.5", angle.ToString());
        Assert.Equal(-2 * 3 * 0.7 + 0.5, angle.Value([3], [9, 0.7]), 1e-15);
        var (dx, dw) = (new double[1], new double[2]);
        angle.Pullback([3], [9, 0.7], 10, dx, dw);
        Assert.Equal([-14], dx.Select(d => Math.Round(d, 12)));
        Assert.Equal([0, -60], dw.Select(d => Math.Round(d, 12)));
        var square = Angle.Input(0) * Angle.Input(0);
        square.Pullback([3], [], 1, dx = new double[1], []);
        Assert.Equal([6], dx);
        Assert.Equal((2, 4), new Circuit(1).RX(0, Angle.Weight(3) * Angle.Input(1)) switch { var c => (c.Inputs, c.Weights) });
        Assert.Equal("Angle: x0 + 1 and w0 cannot be multiplied, since only plain inputs and weights can; multiply first, then scale and shift.",
            Assert.Throws<ArgumentException>(() => (Angle.Input(0) + 1) * Angle.Weight(0)).Message);
        Assert.Equal("Angle: x0*w0 depends on two parameters, so that it has no value or slope for one number; use Value and Pullback.",
            Assert.Throws<InvalidOperationException>(() => (Angle.Input(0) * Angle.Weight(0)).Slope([1], [1])).Message);
    }

    [Fact]
    public void All_differentiators_and_the_twins_agree_on_products()
    {
        var circuit = new IqpEncoding().Append(new Circuit(3)).RX(1, Angle.Weight(0) * Angle.Weight(1))
            .CRY(0, 2, -0.5 * (Angle.Input(2) * Angle.Weight(0)) + 0.1)
            .RY(0, Angle.Input(1) * Angle.Input(1)).CNOT(1, 0);
        var (x, w, observable) = (new double[] { 0.3, -1.2, 0.8 }, new double[] { 0.9, -0.4 }, Observable.Parse("Z0 + 0.5*X1 Y2", 3));
        var adjoint = new Adjoint().Differentiate(circuit, [observable], x, w);
        var (twin, density) = (new KroneckerSimulator(circuit, x, w), new KroneckerDensitySimulator(new(circuit), x, w));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(twin.Gradient(observable, AngleSource.Input, 3)[i], adjoint.Inputs[0, i], 1e-12);
            Assert.Equal(density.Gradient(observable, AngleSource.Input, 3)[i], adjoint.Inputs[0, i], 1e-12);
        }

        Assert.Equal(twin.Gradient(observable, AngleSource.Weight, 2)[0], adjoint.Weights[0, 0], 1e-12);
        foreach (var other in Differentiators.All)
        {
            Assert.True(adjoint.Distance(other.Differentiate(circuit, [observable], x, w)) < (other is FiniteDifference ? 1e-9 : 1e-12), other.Name);
        }

        Assert.True(adjoint.Distance(new NoisyAdjoint().Differentiate(new(circuit), [observable], x, w)) < 1e-12);
    }

    [Fact]
    public void The_iqp_encoding_turns_about_inputs_and_their_products()
    {
        Assert.Equal("H q0; H q1; RZ(x2) q0; RZ(x3) q1; RZZ(x2*x3) q0 q1", string.Join("; ", new IqpEncoding(1).Append(new Circuit(2), firstInput: 2).Gates));
        Assert.Equal("IqpEncoding: 0 repetitions encode nothing; 1 or more are needed.", Assert.Throws<ArgumentException>(() => new IqpEncoding(0)).Message);
    }

    [Fact]
    public void Amplitudes_are_normalised_and_differentiated()
    {
        var circuit = new StronglyEntangling(1).Append(new Circuit(2));
        var (x, w) = (new[] { 0.5, -2, 1.5 }, new RandomCircuits(2).Numbers(6));
        Observable[] observables = [Observable.Z(0), Observable.X(1)];
        double[] g = [0.7, -0.2];
        var row = AmplitudeEncoding.Pullback(circuit, observables, g, x, w);
        Assert.Equal(Value(x), row.Expectations[0], 1e-14);
        for (var i = 0; i < 3; i++)
        {
            double[] Moved(double h) => [.. x.Select((value, k) => k == i ? value + h : value)];
            Assert.Equal((8 * (Value(Moved(1e-3)) - Value(Moved(-1e-3))) - Value(Moved(2e-3)) + Value(Moved(-2e-3))) / 12e-3, row.Inputs[0, i], 1e-10);
        }

        Assert.Equal(0, x.Select((value, i) => value * row.Inputs[0, i]).Sum(), 1e-14);
        Assert.Equal("AmplitudeEncoding: 5 inputs are outside 1 to 4, the amplitudes of 2 qubits.",
            Assert.Throws<ArgumentException>(() => AmplitudeEncoding.State(2, new double[5])).Message);
        Assert.Equal("AmplitudeEncoding: all 3 inputs are 0, which is no direction and so no state.",
            Assert.Throws<ArgumentException>(() => AmplitudeEncoding.State(2, new double[3])).Message);

        double Value(double[] amplitudes)
        {
            var expectations = new Adjoint().Differentiate(circuit, observables, [], w, AmplitudeEncoding.State(2, amplitudes)).Expectations;
            return g[0] * expectations[0] + g[1] * expectations[1];
        }
    }
}
