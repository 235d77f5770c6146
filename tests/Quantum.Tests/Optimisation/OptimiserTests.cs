using QXai.Numerics.Random;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.SecondOrder;
using QXai.Quantum.Gates;
using QXai.Quantum.Optimisation;

namespace QXai.Quantum.Tests.Optimisation;

public class OptimiserTests
{
    private static readonly Observable Ising = Observable.Parse("Z0 Z1 + Z1 Z2 + 0.5*X0 + 0.5*X1 + 0.5*X2", 3);

    [Fact]
    public void The_metric_is_that_of_the_independent_simulator()
    {
        var checkedOnes = 0;
        foreach (var fixture in FixtureCircuits.Pure.Where(fixture => fixture.Expected.TryGetProperty("metric", out _)))
        {
            var (rows, document) = (fixture.Rows("metric"), fixture.Document);
            var metric = FubiniStudyMetric.OfWeights(document.Circuit, [], document.Weights.AsSpan(), fixture.Initial);
            for (var i = 0; i < rows.Length * rows.Length; i++)
            {
                Assert.True(Math.Abs(rows[i / rows.Length][i % rows.Length] - metric[i / rows.Length, i % rows.Length]) < 1e-12, $"{fixture}: entry {i}");
            }

            checkedOnes++;
        }

        Assert.True(checkedOnes > 30, $"only {checkedOnes} metrics were compared");
    }

    [Fact]
    public void The_natural_direction_undoes_the_speed_of_a_weight()
    {
        // |psi> = RY(s w)|0>: F = s^2 / 4 and dE/dw = -s sin(s w), so that the direction is -4 sin(s w) / s.
        var direction = new QuantumNaturalGradient(Regularisation: 0).Direction(new Circuit(1).RY(0, 3 * Angle.Weight(0)), Observable.Z(0), [], [0.2]);
        Assert.Equal(-4 * Math.Sin(0.6) / 3, Assert.Single(direction), 1e-13);
        Assert.Equal("Cholesky: the 2 x 2 matrix is not positive definite at row 0; regularise it.", Assert.Throws<ArgumentException>(() =>
            new QuantumNaturalGradient(Regularisation: 0).Direction(new Circuit(1).RZ(0, weight: 0).RY(0, weight: 1), Observable.Z(0), [], [0, 0.2])).Message);
    }

    [Fact]
    public void Both_optimisers_come_near_the_ground_state()
    {
        // Ground energy of the three-spin chain by exact diagonalisation of the 8 x 8 matrix.
        var ground = LowestEigenvalue();
        var circuit = new HardwareEfficient(3).Append(new Circuit(3));
        var start = new RandomCircuits(8).Numbers(circuit.Weights, 0.5);
        var natural = new QuantumNaturalGradient(0.1, 1e-3).Minimise(circuit, Ising, [], start, 60);
        var spsa = new SpsaOptimiser().Minimise(circuit, Ising, [], start, 300, new SeededRandom(4));
        Assert.InRange(natural.Values[^1] - ground, -1e-12, 0.05);
        Assert.InRange(spsa.Values[^1] - ground, -1e-12, 0.4);
        Assert.True(natural.Values.Zip(natural.Values.Skip(1)).Count(pair => pair.Second > pair.First + 1e-9) < 6);
        Assert.Equal(spsa.Weights, new SpsaOptimiser().Minimise(circuit, Ising, [], start, 300, new SeededRandom(4)).Weights);
    }

    [Fact]
    public void The_mean_of_many_estimates_is_the_gradient()
    {
        var make = new RandomCircuits(6);
        var (circuit, x, w) = (make.Circuit(3, 20), make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        Observable[] observables = [Observable.Z(0), Observable.X(1)];
        var exact = new Adjoint().Differentiate(circuit, observables, x, w);
        var estimate = new Spsa(new SeededRandom(1), 1e-3, repetitions: 2000).Differentiate(circuit, observables, x, w);
        Assert.Equal(exact.Expectations, estimate.Expectations);
        Assert.True(exact.Distance(estimate) < 0.15, $"{exact.Distance(estimate)}");
        Assert.DoesNotContain(Differentiators.All, one => one.Name == "spsa");
    }

    /// <summary>By the power method on c I - H.</summary>
    private static double LowestEigenvalue()
    {
        var matrix = Ising.Terms.Select(term => term.Coefficient * PauliMatrices.Word(term.Pauli.ToWord(3))).Aggregate((a, b) => a + b);
        var shifted = 4 * ComplexMatrix.Identity(8) - matrix;
        var power = shifted;
        for (var i = 0; i < 12; i++)
        {
            power *= power;
            power = 1 / power.Trace() * power;
        }

        return (matrix * power).Trace().Real / power.Trace().Real;
    }
}
