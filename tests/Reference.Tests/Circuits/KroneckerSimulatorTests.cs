using System.Numerics;
using System.Text.Json;
using QXai.Quantum;
using QXai.Quantum.Formats;
using QXai.Reference.Circuits;
using QXai.Tests;

namespace QXai.Reference.Tests.Circuits;

/// <summary>The twin itself is held against the fixtures, so that it may judge others.</summary>
public class KroneckerSimulatorTests
{
    [Theory]
    [InlineData("circuits.json")]
    [InlineData("circuits_advanced.json")]
    public void States_expectations_and_gradients_are_those_of_the_independent_simulator(string file)
    {
        foreach (var entry in Fixtures.Json(file).EnumerateArray())
        {
            if (entry.GetProperty("circuit").GetProperty("gates").EnumerateArray().Any(gate => gate.TryGetProperty("channel", out _)))
            {
                continue;
            }

            var (document, expected) = (CircuitJson.Read(entry.GetProperty("circuit")), entry.GetProperty("expected"));
            var twin = new KroneckerSimulator(document.Circuit, [], document.Weights.AsSpan(), document.Initial.AsSpan());
            var state = twin.State();
            Assert.All(expected.GetProperty("state").EnumerateArray().Zip(state), pair =>
                Assert.True((pair.Second - new Complex(pair.First[0].GetDouble(), pair.First[1].GetDouble())).Magnitude < 1e-12));
            for (var m = 0; m < document.Observables.Length; m++)
            {
                Assert.Equal(expected.GetProperty("expval")[m].GetDouble(), twin.Expectation(document.Observables[m]), 1e-11);
                var gradient = twin.Gradient(document.Observables[m], AngleSource.Weight, document.Weights.Length);
                Assert.All(expected.GetProperty("grad")[m].EnumerateArray().Zip(gradient), pair => Assert.Equal(pair.First.GetDouble(), pair.Second, 1e-11));
            }
        }
    }
}
