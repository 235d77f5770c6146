using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Quantum.Noise;

namespace QXai.Quantum.Tests.Noise;

public class TrajectoryTests
{
    public static TheoryData<string> Channels => [.. ChannelCatalogue.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Channels))]
    public void The_mean_lies_within_standard_errors_of_the_density_matrix(string name)
    {
        var channel = ChannelCatalogue.Find(name, 0.2)!;
        var noisy = new Circuit(2).RY(0, 0.9).CNOT(0, 1).RX(1, 0.4).Noise(channel).Then(c => c.RY(1, 0.7).CZ(1, 0)).Noise(channel, 1)
            .ReadoutError(new(0.02, 0.1));
        Observable[] observables = [Observable.Z(0), Observable.Parse("X0 Y1 + 0.5*Z1", 2)];
        var estimate = Trajectories.Estimate(noisy, observables, [], [], 4000, new SeededRandom(1));
        var exact = new NoisyAdjoint().Differentiate(noisy, observables, [], []).Expectations;
        for (var m = 0; m < 2; m++)
        {
            Assert.InRange(estimate.StandardErrors[m], 0, 0.02);
            Assert.True(
                Math.Abs(estimate.Expectations[m] - exact[m]) < 4 * estimate.StandardErrors[m] + 1e-12,
                $"{name}: {estimate.Expectations[m]} +- {estimate.StandardErrors[m]}, exactly {exact[m]}");
        }
    }

    [Fact]
    public void The_numbers_depend_on_the_seed_and_not_on_the_workers()
    {
        var make = new RandomCircuits(4);
        var noisy = make.Circuit(4, 20).WithGateNoise(Channel.AmplitudeDamping(0.1), Channel.Depolarizing(0.05));
        var (x, w) = (make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        TrajectoryEstimate Run(ulong seed, WorkerPool? pool) => Trajectories.Estimate(noisy, [Observable.Z(0)], x, w, 37, new SeededRandom(seed), pool: pool);
        using var three = new WorkerPool(3);
        Assert.Equal(Run(1, null).Expectations, Run(1, three).Expectations);
        Assert.Equal(Run(1, null).StandardErrors, Run(1, three).StandardErrors);
        Assert.NotEqual(Run(1, null).Expectations, Run(2, null).Expectations);
        Assert.Equal("Trajectories: 1 trajectories have no standard error; 2 or more are needed.",
            Assert.Throws<ArgumentException>(() => Trajectories.Estimate(noisy, [], x, w, 1, new SeededRandom(1))).Message);
    }

    [Fact]
    public void Without_channels_all_trajectories_are_equal()
    {
        var estimate = Trajectories.Estimate(new(new Circuit(1).RX(0, 0.3)), [Observable.Z(0)], [], [], 10, new SeededRandom(1));
        Assert.Equal(Math.Cos(0.3), estimate.Expectations[0], 1e-15);
        Assert.Equal(0, estimate.StandardErrors[0], 1e-15);
    }

    [Fact]
    public void Shots_at_the_ends_of_trajectories_follow_the_density_matrix_and_the_readout()
    {
        const int Shots = 20_000;
        var noisy = new NoisyCircuit(
            new Circuit(2).H(0).RY(1, 0.4),
            [new(1, Channel.AmplitudeDamping(0.3), [0]), new(2, Channel.Depolarizing(0.2), [1])],
            new(new ReadoutError(0.1, 0.05), new ReadoutError(0, 0.2)));
        var probabilities = DensityMatrix.Run(noisy).Probabilities();
        noisy.Readout.Apply(probabilities);
        var counts = Trajectories.Sample(noisy, [], [], Shots, new SeededRandom(3));
        for (var i = 0; i < 4; i++)
        {
            var (share, error) = counts.Frequency(i);
            Assert.InRange((share - probabilities[i]) / error, -4.5, 4.5);
        }

        Assert.Equal(counts.Counts, Trajectories.Sample(noisy, [], [], Shots, new SeededRandom(3)).Counts);
    }
}
