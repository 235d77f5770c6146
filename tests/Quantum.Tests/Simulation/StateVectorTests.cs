using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Simulation;

public class StateVectorTests
{
    [Fact]
    public void Ninety_circuits_end_in_the_states_of_the_independent_simulator()
    {
        Assert.Equal(90, FixtureCircuits.Pure.Length);
        foreach (var fixture in FixtureCircuits.Pure)
        {
            var state = StateVector<double>.Run(fixture.Document.Circuit, [], fixture.Document.Weights.AsSpan(), fixture.Initial);
            var expected = fixture.State;
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.True((state[i] - expected[i]).Magnitude < 1e-12, $"{fixture}: amplitude {i} is {state[i]}, not {expected[i]}\n{string.Join('\n', fixture.Document.Circuit.Gates)}");
            }
        }
    }
}
