using QXai.Quantum.Batch;

namespace QXai.Quantum.Tests.Batch;

public class BatchSimulatorTests
{
    [Fact]
    public void Expectations_and_gradients_are_those_of_the_independent_simulator()
    {
        foreach (var fixture in FixtureCircuits.Pure.Where(fixture => fixture.Document.Initial.IsEmpty))
        {
            var (circuit, weights) = (fixture.Document.Circuit, fixture.Document.Weights);
            var simulator = new BatchSimulator(circuit, fixture.Document.Observables);
            var expectations = new double[fixture.Document.Observables.Length];
            simulator.Expectations(1, [], weights.AsSpan(), expectations);
            var rows = fixture.Rows("grad");
            for (var m = 0; m < expectations.Length; m++)
            {
                Assert.Equal(fixture.Numbers("expval")[m], expectations[m], 1e-11);
                var (cotangents, gradients) = (new double[expectations.Length], new double[circuit.Weights]);
                cotangents[m] = 1;
                simulator.Pullback(1, [], weights.AsSpan(), cotangents, [], gradients);
                for (var j = 0; j < gradients.Length; j++)
                {
                    Assert.True(Math.Abs(rows[m][j] - gradients[j]) < 1e-11, $"{fixture}: {gradients[j]} instead of {rows[m][j]}");
                }
            }
        }
    }
}
