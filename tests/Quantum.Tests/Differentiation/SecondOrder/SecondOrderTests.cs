using FsCheck;
using FsCheck.Fluent;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.SecondOrder;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Differentiation.SecondOrder;

/// <summary>The Hessian and the metric tensor against the independent simulator, finite differences and by hand.</summary>
public class SecondOrderTests
{
    [Fact]
    public void Hessians_are_those_of_the_independent_simulator() => ForFixtures("hess", (fixture, initial) =>
    {
        var expected = fixture.Expected.GetProperty("hess");
        for (var m = 0; m < fixture.Document.Observables.Length; m++)
        {
            var hessian = Hessian.Of(fixture.Document.Circuit, fixture.Document.Observables[m], [], fixture.Document.Weights.AsSpan(), initial);
            AssertMatrix(fixture.Name, hessian, (i, j) => expected[m][i][j].GetDouble(), 1e-11);
        }
    });

    [Fact]
    public void Metric_tensors_are_those_of_the_independent_simulator() => ForFixtures("metric", (fixture, initial) =>
    {
        var rows = fixture.Rows("metric");
        var metric = FubiniStudyMetric.Of(fixture.Document.Circuit, [], fixture.Document.Weights.AsSpan(), initial);
        AssertMatrix(fixture.Name, metric, (i, j) => rows[i][j], 1e-11);
        Assert.Equal(
            metric.Cast<double>(),
            FubiniStudyMetric.Of(fixture.Document.Circuit, [], fixture.Document.Weights.AsSpan(), initial, skipped: 0, tile: 2).Cast<double>());
    });

    [Fact]
    public void The_Hessian_is_the_slope_of_the_gradient_for_inputs_and_weights_shared_scaled_and_mapped() => ForAllSeeds(20, seed =>
    {
        const double H = 1e-3;
        var make = new RandomCircuits(seed, products: true);
        var qubits = 1 + (int)(seed % 4);
        var (circuit, observable, initial) = (make.Circuit(qubits, 20), make.Observable(qubits), make.State(qubits));
        var point = make.Numbers(circuit.Inputs + circuit.Weights);
        var hessian = Hessian.Of(circuit, observable, point.AsSpan(0, circuit.Inputs), point.AsSpan(circuit.Inputs), initial);
        for (var j = 0; j < point.Length; j++)
        {
            var slope = new double[point.Length];
            foreach (var (offset, weight) in (ReadOnlySpan<(double, double)>)[(H, 8), (-H, -8), (2 * H, -1), (-2 * H, 1)])
            {
                var moved = point.ToArray();
                moved[j] += offset;
                var gradient = new Adjoint().Differentiate(circuit, [observable], moved.AsSpan(0, circuit.Inputs), moved.AsSpan(circuit.Inputs), initial);
                for (var i = 0; i < slope.Length; i++)
                {
                    slope[i] += weight * (i < circuit.Inputs ? gradient.Inputs[0, i] : gradient.Weights[0, i - circuit.Inputs]) / (12 * H);
                }
            }

            for (var i = 0; i < slope.Length; i++)
            {
                Assert.True(Math.Abs(slope[i] - hessian[i, j]) < 1e-7, $"seed {seed}: H[{i}, {j}] is {hessian[i, j]}, not {slope[i]}\n{circuit}");
                Assert.Equal(hessian[i, j], hessian[j, i]);
            }
        }
    });

    [Fact]
    public void The_metric_measures_how_fidelity_falls() => ForAllSeeds(20, seed =>
    {
        const double H = 1e-4;
        var make = new RandomCircuits(seed, products: true);
        var qubits = 1 + (int)(seed % 4);
        var circuit = make.Circuit(qubits, 20);
        var (x, w, dx, dw) = (make.Numbers(circuit.Inputs), make.Numbers(circuit.Weights), make.Numbers(circuit.Inputs), make.Numbers(circuit.Weights));
        var metric = FubiniStudyMetric.Of(circuit, x, w);
        double[] d = [.. dx, .. dw];
        var quadratic = Enumerable.Range(0, d.Length).Sum(i => Enumerable.Range(0, d.Length).Sum(j => d[i] * metric[i, j] * d[j]));
        double Infidelity(double h)
        {
            var (plus, minus) = (Moved(h), Moved(-h));
            var overlap = StateVector<double>.Run(circuit, plus.X, plus.W).Inner(StateVector<double>.Run(circuit, minus.X, minus.W));
            return (1 - overlap.Magnitude * overlap.Magnitude) / (4 * h * h);
        }

        (double[] X, double[] W) Moved(double h) => ([.. x.Zip(dx, (a, b) => a + h * b)], [.. w.Zip(dw, (a, b) => a + h * b)]);
        Assert.Equal(quadratic, Infidelity(H), 1e-5 * (1 + quadratic));
    });

    [Fact]
    public void By_hand()
    {
        // <Z> after RY(a) RY(b) is cos(a + b); the state moves along the real circle, where the metric of one angle is 1/4.
        var circuit = new Circuit(1).RY(0, input: 0).RY(0, weight: 0);
        var hessian = Hessian.Of(circuit, Observable.Z(0), [0.3], [0.4]);
        Assert.All(hessian.Cast<double>(), value => Assert.Equal(-Math.Cos(0.7), value, 1e-15));
        Assert.All(FubiniStudyMetric.Of(circuit, [0.3], [0.4]).Cast<double>(), value => Assert.Equal(0.25, value, 1e-15));

        // <Z> after RY(atan x): 1 / sqrt(1 + x^2), whose second derivative is (2 x^2 - 1) / (1 + x^2)^(5/2).
        var mapped = new Circuit(1).RY(0, Angle.Input(0).Atan());
        Assert.Equal((2 * 0.36 - 1) / Math.Pow(1.36, 2.5), Hessian.Of(mapped, Observable.Z(0), [0.6], [])[0, 0], 1e-15);

        // <Z> after RY(x w) is cos(x w): its Hessian is [[-w^2 cos, -sin - x w cos], [.., -x^2 cos]], its metric a quarter of the outer product of (w, x).
        var product = new Circuit(1).RY(0, Angle.Input(0) * Angle.Weight(0));
        var (sin, cos) = Math.SinCos(0.6 * 0.7);
        Assert.Equal(
            [-0.49 * cos, -sin - (0.42 * cos), -sin - (0.42 * cos), -0.36 * cos],
            Entries(Hessian.Of(product, Observable.Z(0), [0.6], [0.7])),
            (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([0.1225, 0.105, 0.105, 0.09], Entries(FubiniStudyMetric.Of(product, [0.6], [0.7])), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(0.09, FubiniStudyMetric.OfWeights(product, [0.6], [0.7])[0, 0], 1e-14);

        // cos(x^2): the second derivative is -2 sin(x^2) - 4 x^2 cos(x^2).
        var square = new Circuit(1).RY(0, Angle.Input(0) * Angle.Input(0));
        Assert.Equal((-2 * Math.Sin(0.36)) - (4 * 0.36 * Math.Cos(0.36)), Hessian.Of(square, Observable.Z(0), [0.6], [])[0, 0], 1e-14);

        // A rotation about the state's own axis changes only its phase.
        Assert.Equal(0, FubiniStudyMetric.Of(new Circuit(1).RZ(0, input: 0), [0.6], [])[0, 0], 1e-15);
    }

    [Fact]
    public void Wrong_lengths_are_refused() => Assert.Equal(
        "hessian: 0 inputs and 0 weights were given, but the circuit takes 1 and 0.",
        Assert.Throws<ArgumentException>(() => Hessian.Of(new Circuit(1).RX(0, input: 0), Observable.Z(0), [], [])).Message);

    private static double[] Entries(double[,] matrix) => [.. matrix.Cast<double>()];

    private static void ForFixtures(string field, Action<FixtureCircuit, StateVector<double>?> check)
    {
        var fixtures = FixtureCircuits.Pure.Where(fixture => fixture.Expected.TryGetProperty(field, out _)).ToArray();
        Assert.True(fixtures.Length >= 80);
        Assert.All(fixtures, fixture => check(fixture, fixture.Document.Initial.IsEmpty ? null : fixture.Initial));
    }

    private static void AssertMatrix(string name, double[,] actual, Func<int, int, double> expected, double tolerance)
    {
        for (var i = 0; i < actual.GetLength(0); i++)
        {
            for (var j = 0; j < actual.GetLength(1); j++)
            {
                Assert.True(Math.Abs(expected(i, j) - actual[i, j]) < tolerance, $"{name}: [{i}, {j}] is {actual[i, j]}, not {expected(i, j)}");
            }
        }
    }

    private static void ForAllSeeds(int count, Action<ulong> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), property));
}
