using QXai.Nn.Evaluation;
using QXai.Nn.GradientFree;
using QXai.Nn.Hybrid;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;

namespace QXai.Nn.Tests.GradientFree;

public sealed class GradientFreeTests
{
    private static readonly double[] Start = [.. Enumerable.Range(0, 10).Select(i => 1.0 + 0.1 * i)];

    [Fact]
    public void The_evolution_strategy_finds_the_bottom_of_a_narrow_valley()
    {
        var trace = new EvolutionStrategy().Minimise(Valley, Start, 12000, new SeededRandom(1));
        Assert.True(trace.Value < 1e-6, $"{trace.Value}");
        Assert.Equal(Valley(trace.Weights), trace.Value);
        Assert.True(trace.Steps[^1].Evaluations <= 12000);
    }

    [Fact]
    public void Simultaneous_perturbation_comes_near_the_bottom_of_a_bowl()
    {
        var trace = new SimultaneousPerturbation().Minimise(w => w.Sum(x => x * x), Start, 4000, new SeededRandom(1));
        Assert.True(trace.Value < 0.05, $"{trace.Value} from {Start.Sum(x => x * x)}");
        Assert.Equal(trace.Weights.Sum(x => x * x), trace.Value);
    }

    [Fact]
    public void Both_count_their_evaluations_and_repeat_under_a_seed()
    {
        foreach (var minimise in (Func<Func<double[], double>, SearchTrace>[])
            [
                f => new EvolutionStrategy().Minimise(f, Start, 500, new SeededRandom(3)),
                f => new SimultaneousPerturbation().Minimise(f, Start, 500, new SeededRandom(3))
            ])
        {
            var count = 0;
            var first = minimise(w =>
            {
                count++;
                return Valley(w);
            });
            Assert.InRange(count, 400, 500);
            Assert.Equal(count, first.Steps[^1].Evaluations);
            Assert.Equal(first.Weights, minimise(Valley).Weights);
        }
    }

    [Fact]
    public void The_objective_is_the_model_s_loss_and_its_gradient_that_of_differences()
    {
        var model = new HybridModel<double>(Models.Tiny, 3);
        var source = new QuadrantSource<double>(40, 5);
        var objective = new CircuitObjective<double>(model, source);
        var random = new SeededRandom(2);
        double[] weights = [.. Enumerable.Range(0, objective.Weights).Select(_ => random.NextDouble(-1, 1))];
        var (loss, gradient) = objective.Differentiate(weights);
        using var pool = new WorkerPool(1);
        var report = new Evaluator<double>(model, pool).Evaluate(source);
        Assert.Equal(report.Loss, loss, 1e-10);
        Assert.Equal(report.Accuracy, objective.Accuracy(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            var (above, below) = ((double[])weights.Clone(), (double[])weights.Clone());
            (above[i], below[i]) = (above[i] + 1e-5, below[i] - 1e-5);
            Assert.Equal((objective.Loss(above) - objective.Loss(below)) / 2e-5, gradient[i], 1e-8);
        }
    }

    private static double Valley(double[] w) => w.Select((x, i) => (1 + 10 * i) * x * x).Sum();
}
