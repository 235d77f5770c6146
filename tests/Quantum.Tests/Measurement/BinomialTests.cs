using QXai.Numerics.Random;
using QXai.Quantum.Measurement;
using QXai.Quantum.Programs;

namespace QXai.Quantum.Tests.Measurement;

public class BinomialTests
{
    [Theory]
    [InlineData(20, 0.1)]
    [InlineData(40, 0.4)]
    [InlineData(40, 0.93)]
    [InlineData(200, 0.07)]
    public void Frequencies_are_those_of_the_formula(int trials, double p)
    {
        const int Draws = 200_000;
        var (random, seen) = (new SeededRandom(5), new int[trials + 1]);
        for (var draw = 0; draw < Draws; draw++)
        {
            seen[Binomial.Draw(trials, p, random)]++;
        }

        var probability = Math.Pow(1 - p, trials);
        for (var k = 0; k <= trials; k++)
        {
            var expected = Draws * probability;
            Assert.True(Math.Abs(seen[k] - expected) < 5 * Math.Sqrt(expected) + 3, $"{k} of {trials} came {seen[k]} times, not about {expected:F1}");
            probability *= (trials - k) / (k + 1.0) * (p / (1 - p));
        }
    }

    [Fact]
    public void Large_numbers_have_the_right_mean_and_variance()
    {
        var (random, n, p) = (new SeededRandom(6), 1_000_000_000, 0.3);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => (double)Binomial.Draw(n, p, random))];
        var (mean, deviation) = (draws.Average(), Math.Sqrt(n * p * (1 - p)));
        Assert.InRange((mean - n * p) / deviation * Math.Sqrt(draws.Length), -4, 4);
        Assert.InRange(draws.Average(draw => (draw - mean) * (draw - mean)) / (deviation * deviation), 0.96, 1.04);
        Assert.Equal((0, n, 0), (Binomial.Draw(n, 0, random), Binomial.Draw(n, 1, random), Binomial.Draw(0, 0.5, random)));
    }

    [Fact]
    public void A_billion_shots_are_no_more_work_than_a_few()
    {
        var bell = QuantumProgram.Parse(
            "OPENQASM 3; include \"stdgates.inc\"; qubit[2] q; bit[2] c; h q[0]; c[0] = measure q[0]; if (c[0]) x q[1]; h q[0]; c = measure q;");
        var samples = new ProgramSimulator(bell, [], []).Sample(1_000_000_000, 3, [Observable.X(0), Observable.Parse("Z0 Z1 + X1", 2)]);
        Assert.Equal(1_000_000_000, samples.Counts.Sum(count => (long)count.Count));
        Assert.Equal(4, samples.Counts.Length);
        Assert.All(samples.Counts, count => Assert.InRange(count.Frequency, 0.25 - 1e-4, 0.25 + 1e-4));
        Assert.All(samples.Estimates, estimate => Assert.InRange(estimate.Mean / estimate.StandardError, -5, 5));
        var noisy = Sampler.Draw([0.1, 0.2, 0.3, 0.4], 1_000_000_000, new SeededRandom(1));
        Assert.Equal(1_000_000_000, noisy.Counts.Values.Sum(count => (long)count));
        Assert.All(noisy.Counts, pair => Assert.Equal(0.1 * (pair.Key + 1), pair.Value / 1e9, 1e-4));
    }
}
