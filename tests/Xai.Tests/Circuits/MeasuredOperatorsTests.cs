using QXai.Quantum;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Circuits;

/// <summary>What is kept of measured operators is what would be made anew.</summary>
public class MeasuredOperatorsTests
{
    [Fact]
    public void OneOperatorServesAllScoresOfTheSameCircuitWeightsAndObservable()
    {
        var operators = new MeasuredOperators();
        var first = operators.Of(Score(0.3, "Z0"));
        Assert.Same(first, operators.Of(Score(0.3, "Z0")));
        Assert.NotSame(first, operators.Of(Score(0.4, "Z0")));
        Assert.NotSame(first, operators.Of(Score(0.3, "X0 Z1")));
        Assert.Same(first, operators.Of(Score(0.3, "Z0")));
    }

    private static CircuitScore Score(double weight, string observable) =>
        new(new Circuit(2).RY(0, input: 0).RY(1, input: 1).RX(0, weight: 0).CNOT(0, 1), [weight], Observable.Parse(observable, 2));
}
