using QXai.Nn.Circuits;
using QXai.Quantum;
using QXai.Xai.Metrics.Randomisation;

namespace QXai.Xai.Tests.Metrics;

/// <summary>Blocks of a bare circuit, and how they are randomised one after another.</summary>
public class CircuitCascadeTests
{
    [Fact]
    public void BlocksAreRunsOfGatesWithWeightsLastFirst()
    {
        var circuit = new Circuit(2).RY(0, input: 0).RY(0, weight: 0).RZ(1, weight: 1).CNOT(0, 1).RY(0, weight: 2).RX(1, weight: 0).H(0).RZ(0, weight: 2);
        Assert.Equal([[2], [0], [1]], CircuitCascade.Blocks(circuit).Select(block => block.ToArray()));
    }

    [Fact]
    public void EveryStageKeepsWhatTheStagesBeforeItRandomised()
    {
        var circuit = new Circuit(1).RY(0, input: 0).RZ(0, weight: 0).RX(0, weight: 1).H(0).RZ(0, weight: 2);
        var stages = CircuitCascade.Of(new CircuitModel(circuit, [Observable.Z(0)], [10, 11, 12]), seed: 3);
        Assert.Equal(2, stages.Count);
        Assert.Equal([10, 11], stages[0].Weights[..2].ToArray());
        Assert.InRange(stages[0].Weights[2], -Math.PI, Math.PI);
        Assert.Equal(stages[0].Weights[2], stages[1].Weights[2]);
        Assert.InRange(stages[1].Weights[0], -Math.PI, Math.PI);
        Assert.InRange(stages[1].Weights[1], -Math.PI, Math.PI);
    }

    [Fact]
    public void ManyBlocksMakeEightStagesThatEndWithEverythingRandomised()
    {
        var circuit = new Circuit(1).RY(0, input: 0);
        for (var weight = 0; weight < 21; weight++)
        {
            circuit = circuit.RZ(0, weight: weight).H(0);
        }

        double[] weights = [.. Enumerable.Repeat(10.0, 21)];
        var stages = CircuitCascade.Of(new CircuitModel(circuit, [Observable.Z(0)], weights), seed: 3);
        Assert.Equal([2, 5, 7, 10, 13, 15, 18, 21], stages.Select(stage => stage.Weights.ToArray().Count(weight => weight != 10)));
        Assert.Empty(CircuitCascade.Of(new CircuitModel(new Circuit(1).RY(0, input: 0), [Observable.Z(0)], []), seed: 3));
    }
}
