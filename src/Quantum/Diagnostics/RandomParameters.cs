using QXai.Numerics.Random;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Diagnostics;

/// <summary>Draws weights, the inputs being fixed: uniform in [0, 2 pi), as the definitions of the diagnostics have it.</summary>
internal static class RandomParameters
{
    public static double[] Draw(int count, SeededRandom random)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = random.NextDouble(0, 2 * Math.PI);
        }

        return values;
    }

    public static StateVector<double> State(Circuit circuit, ReadOnlySpan<double> inputs, SeededRandom random) =>
        StateVector<double>.Run(circuit, inputs, Draw(circuit.Weights, random));
}
