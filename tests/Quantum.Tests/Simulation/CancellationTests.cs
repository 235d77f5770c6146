using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Quantum.Batch;
using QXai.Quantum.Diagnostics;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.SecondOrder;
using QXai.Quantum.Formats;
using QXai.Quantum.Measurement;
using QXai.Quantum.Noise;
using QXai.Quantum.Optimisation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Simulation;

public class CancellationTests
{
    private static readonly Circuit Small = new Circuit(3, 1, 2).H(0).RY(0, input: 0).CRX(0, 1, weight: 0).RZZ(1, 2, weight: 1);

    private static readonly NoisyCircuit Noisy = Small.Noise(Channel.BitFlip(0.1));

    private static readonly Observable Z = Observable.Z(1);

    private static readonly double[] X = [0.3], W = [0.4, 0.5];

    private static readonly Dictionary<string, Action<CancellationToken>> Work = new()
    {
        ["state"] = token => StateVector<double>.Run(Small, X, W, cancellation: token),
        ["single state"] = token => StateVector<float>.Run(Small, X, W, cancellation: token),
        ["density matrix"] = token => DensityMatrix.Run(Noisy, X, W, cancellation: token),
        ["adjoint"] = token => new Adjoint().Differentiate(Small, [Z], X, W, cancellation: token),
        ["pullback"] = token => new Adjoint().Pullback(Small, [Z], [1], X, W, cancellation: token),
        ["shift"] = token => new ParameterShift().Differentiate(Small, [Z], X, W, cancellation: token),
        ["lie"] = token => new LieBracket().Differentiate(Small, [Z], X, W, cancellation: token),
        ["lie by moving states"] = token => new LieBracket { LiteralQubits = 0 }.Differentiate(Small, [Z], X, W, cancellation: token),
        ["lie sum"] = token => new LieBracket().Expectation(Small, Z, X, W, cancellation: token),
        ["finite"] = token => new FiniteDifference().Differentiate(Small, [Z], X, W, cancellation: token),
        ["spsa"] = token => new Spsa(new SeededRandom(1)).Differentiate(Small, [Z], X, W, cancellation: token),
        ["hessian"] = token => Hessian.Of(Small, Z, X, W, cancellation: token),
        ["metric"] = token => FubiniStudyMetric.Of(Small, X, W, cancellation: token),
        ["metric of weights"] = token => FubiniStudyMetric.OfWeights(Small, X, W, cancellation: token),
        ["noisy adjoint"] = token => new NoisyAdjoint().Differentiate(Noisy, [Z], X, W, cancellation: token),
        ["noisy shift"] = token => new NoisyParameterShift().Differentiate(Noisy, [Z], X, W, cancellation: token),
        ["trajectories"] = token => Trajectories.Estimate(Noisy, [Z], X, W, 10, new SeededRandom(1), cancellation: token),
        ["trajectories on two threads"] = token =>
        {
            using var pool = new WorkerPool(2);
            Trajectories.Estimate(Noisy, [Z], X, W, 10, new SeededRandom(1), pool: pool, cancellation: token);
        },
        ["shots by trajectories"] = token => Trajectories.Sample(Noisy, X, W, 10, new SeededRandom(1), cancellation: token),
        ["sampler"] = token => Sampler.Draw([0.5, 0.5], 10, new SeededRandom(1), token),
        ["sampler of many"] = token => Sampler.Draw([0.5, 0.5], 10_000_000, new SeededRandom(1), token),
        ["shot estimate"] = token => ShotEstimator.Estimate(StateVector<double>.Run(Small, X, W), Z, 10, new SeededRandom(1), cancellation: token),
        ["noisy shot estimate"] = token => ShotEstimator.Estimate(DensityMatrix.Run(Noisy, X, W), Z, 10, new SeededRandom(1), cancellation: token),
        ["batch"] = token => new BatchSimulator(Small, [Z]).Expectations(1, X, W, new double[1], token),
        ["batch pullback"] = token => new BatchSimulator(Small, [Z]).Pullback(1, X, W, [1], new double[1], new double[2], token),
        ["natural gradient"] = token => new QuantumNaturalGradient().Minimise(Small, Z, X, W, 2, token),
        ["spsa search"] = token => new SpsaOptimiser().Minimise(Small, Z, X, W, 2, new SeededRandom(1), token),
        ["fourier"] = token => FourierSpectrum.Of(Small, Z, 0, X, W, token),
        ["document"] = token => CircuitAnswers.Of(new(Small, [.. W], [], [Z], ["expval"]) { Inputs = [.. X] }, token),
    };

    public static TheoryData<string> Names => [.. Work.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cancelled_token_ends_everything_and_none_ends_nothing(string name)
    {
        Work[name](CancellationToken.None);
        Assert.ThrowsAny<OperationCanceledException>(() => Work[name](new(canceled: true)));
    }

    /// <summary>Thousands of gates on 20 qubits, on all threads: cancellation is looked for within sweeps.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_run_ends_in_the_middle(bool gradient)
    {
        var circuit = new Circuit(20, weights: 1);
        for (var i = 0; i < 4000; i++)
        {
            circuit = circuit.RY(i % 20, weight: 0).CNOT(i % 20, (i + 7) % 20);
        }

        using var source = new CancellationTokenSource();
        var token = source.Token;
        var running = Task.Run(() => gradient
            ? new Adjoint().Pullback(circuit, [Z], [1], [], [0.1], cancellation: token).Expectations[0]
            : StateVector<double>.Run(circuit, [], [0.1], cancellation: token).Norm(), CancellationToken.None);
        await Task.Delay(100, CancellationToken.None);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        // What was left behind does not disturb the next run.
        Assert.Equal(1, StateVector<double>.Run(Small, X, W).Norm(), 1e-14);
    }
}
