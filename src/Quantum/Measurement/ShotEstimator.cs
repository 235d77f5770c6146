using System.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Noise;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Measurement;

/// <summary>
/// Expectations as an experiment finds them: the terms are grouped into settings (<see cref="MeasurementGroup"/>), each setting is measured so many times, and
/// means add up. The standard error is the root of the sum of the settings' squared errors. Fewer than one shot and observables on more qubits throw
/// <see cref="ArgumentException"/>.
/// </summary>
public static class ShotEstimator
{
    /// <summary>
    /// &lt;Q&gt; of a pure state from <paramref name="shots"/> measurements per setting, read with errors if a readout is given; setting g draws from
    /// <paramref name="random"/>.Derive(g).
    /// </summary>
    public static Estimate Estimate<T>(
        StateVector<T> state, Observable observable, int shots, SeededRandom random, Readout? readout = null, CancellationToken cancellation = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentChecks.Fits("ShotEstimator", observable, state.Qubits);
        return Combine(observable, state.Qubits, shots, random, cancellation, rotation =>
        {
            var rotated = state.Clone();
            rotated.Apply(rotation, cancellation: cancellation);
            var probabilities = rotated.Probabilities();
            readout?.Apply(probabilities);
            return probabilities;
        });
    }

    /// <summary>tr(Q rho) of a mixed state from <paramref name="shots"/> measurements per setting, read with errors if a readout is given.</summary>
    public static Estimate Estimate(
        DensityMatrix rho, Observable observable, int shots, SeededRandom random, Readout? readout = null, CancellationToken cancellation = default)
    {
        ArgumentChecks.Fits("ShotEstimator", observable, rho.Qubits);
        return Combine(observable, rho.Qubits, shots, random, cancellation, rotation =>
        {
            var rotated = rho.Clone();
            rotated.Apply(rotation, cancellation: cancellation);
            var probabilities = rotated.Probabilities();
            readout?.Apply(probabilities);
            return probabilities;
        });
    }

    private static Estimate Combine(
        Observable observable, int qubits, int shots, SeededRandom random, CancellationToken cancellation, Func<Circuit, double[]> probabilities)
    {
        var (mean, variance, number) = (observable.IdentityCoefficient, 0.0, 0UL);
        foreach (var group in MeasurementGroup.Of(observable))
        {
            var counts = Sampler.Draw(probabilities(group.Rotation(qubits)), shots, random.Derive(number++), cancellation);
            var part = counts.Mean(reading => group.Value(reading, qubits));
            mean += part.Mean;
            variance += part.StandardError * part.StandardError;
        }

        return new(mean, Math.Sqrt(variance));
    }
}
