using QXai.Autodiff;
using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Quantum.Batch;

namespace QXai.Nn.Tests.Circuits;

public class CircuitLayerTests
{
    private static readonly Circuit Circuit = new Circuit(3)
        .H(0).RY(0, input: 0).RX(1, input: 1).RZ(0, 0.5 * Angle.Input(0)).CNOT(0, 1).RY(1, weight: 0).CNOT(1, 2).RX(2, weight: 1).RY(0, Angle.Weight(2).Atan());

    private static readonly Observable[] Observables = [Observable.Z(0), Observable.Parse("0.5*Z1 X2 - Y0", 3)];

    [Fact]
    public void OneQubitGivesItsCosine()
    {
        // verifies QGrad-CAM (2): <Z> after RY(x) is cos x, and after RY(w) too cos(x + w)
        var tape = new Tape<double>();
        var x = tape.Input(Tensor<double>.From(new Shape(2, 1), [0.3, -1.2]), needsGradient: true);
        var w = tape.Input(Tensor<double>.From(new Shape(1), [0.1]), needsGradient: true);
        var y = x.Measure(w, new Circuit(1).RY(0, input: 0).RY(0, weight: 0), [Observable.Z(0)]);
        tape.Backward(y, Tensor<double>.From(new Shape(2, 1), [1, 2]));
        Equal([Math.Cos(0.4), Math.Cos(-1.1)], y.Value);
        Equal([-Math.Sin(0.4), -2 * Math.Sin(-1.1)], x.Gradient);
        Equal([-Math.Sin(0.4) - 2 * Math.Sin(-1.1)], w.Gradient);

        static void Equal(double[] expected, Tensor<double> actual) =>
            Assert.All(expected.Zip(actual.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void SinglePrecisionRoundsOnlyAtTheBridge()
    {
        var layer = new CircuitLayer<float>("circuit", Circuit, Observables);
        layer.Initialise(new SeededRandom(1));
        var exact = new CircuitLayer<double>("circuit", Circuit, Observables);
        exact.CopyStateFrom(layer);
        var angles = Tensor<float>.From(new Shape(2, 2), [0.1f, -2, 3, 0.7f]);
        var single = layer.Apply(new Tape<float>().Input(angles));
        var precise = exact.Apply(new Tape<double>().Input(angles.To<double>()));
        Assert.Equal(precise.Value.Span.ToArray().Select(y => (float)y), single.Value.Span.ToArray());
    }

    [Fact]
    public void ACircuitInSinglePrecisionAgreesToItsRounding()
    {
        var angles = Tensor<float>.From(new Shape(3, 2), [0.1f, -2, 3, 0.7f, -1.5f, 0.4f]);
        var (single, precise) = (Run(Precision.Single), Run(Precision.Double));
        Assert.NotEqual(precise, single);
        Assert.All(precise.Zip(single), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        float[] Run(Precision precision)
        {
            var tape = new Tape<float>();
            var (x, w) = (tape.Input(angles, needsGradient: true), tape.Input(Tensor<float>.From(new Shape(3), [0.3f, -0.8f, 1.1f]), needsGradient: true));
            var y = x.Measure(w, Circuit, Observables, precision);
            Assert.Equal(precision, y.Precision);
            tape.Backward(y, Tensor<float>.From(y.Shape, [1, -2, 0.5f, 3, -1, 0.25f]));
            return [.. y.Value.Span, .. x.Gradient.Span, .. w.Gradient.Span];
        }
    }

    [Fact]
    public void GradientsAreSlopes()
    {
        var random = new SeededRandom(4);
        var tape = new Tape<double>();
        var x = tape.Input(new Tensor<double>(new Shape(3, 2)), needsGradient: true);
        var w = tape.Input(new Tensor<double>(new Shape(3)), needsGradient: true);
        foreach (var leaf in new[] { x, w })
        {
            foreach (ref var value in leaf.Value.Span)
            {
                value = random.NextDouble(-2, 2);
            }
        }

        var y = x.Measure(w, Circuit, Observables);
        var cotangent = Tensor<double>.From(y.Shape, [1, -2, 0.5, 3, -1, 0.25]);
        tape.Backward(y, cotangent);
        foreach (var leaf in new[] { x, w })
        {
            for (var i = 0; i < leaf.Value.Length; i++)
            {
                const double h = 1e-3;
                var slope = (8 * (At(leaf, i, h) - At(leaf, i, -h)) - (At(leaf, i, 2 * h) - At(leaf, i, -2 * h))) / (12 * h);
                Assert.Equal(slope, leaf.Gradient.Span[i], 1e-10);
            }
        }

        double At(Leaf<double> leaf, int i, double h)
        {
            leaf.Value.Span[i] += h;
            tape.Forward();
            leaf.Value.Span[i] -= h;
            return y.Value.Span.ToArray().Zip(cotangent.Span.ToArray()).Sum(pair => pair.First * pair.Second);
        }
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var tape = new Tape<double>();
        var weights = tape.Input(new Tensor<double>(new Shape(3)));
        Refuses(
            "Circuit: angles of shape [2, 3] are not [samples, 2], one per input of the circuit.",
            () => tape.Input(new Tensor<double>(new Shape(2, 3))).Measure(weights, Circuit, Observables));
        Refuses(
            "Circuit: weights of shape [4] hold 4 numbers, but the circuit has 3 weights.",
            () => tape.Input(new Tensor<double>(new Shape(2, 2))).Measure(tape.Input(new Tensor<double>(new Shape(4))), Circuit, Observables));
        Refuses(
            "CircuitLayer: weights of shape [2, 2] hold 4 numbers, but the circuit has 3 weights.",
            () => _ = new CircuitLayer<double>("c", Circuit, Observables, new Shape(2, 2)));

        static void Refuses(string message, Action action) => Assert.Equal(message, Assert.Throws<ShapeException>(action).Message);
    }
}
