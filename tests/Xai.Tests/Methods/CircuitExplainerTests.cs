using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Methods;

/// <summary>Circuit relevances as explanations of bare circuits.</summary>
public class CircuitExplainerTests
{
    private static readonly string[] Names = ["taylor", "taylor-infinity", "pauli-split", "qlrp"];

    private static readonly ExplainedModel Model = ExplainedModel.Of(new CircuitModel(
        new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1), [Observable.Z(1), Observable.Parse("0.25 + X0", 2)], []));

    private static readonly Tensor<double> Input = Tensor<double>.From(new(2), [0.4, 1.1]);

    [Fact]
    public void BareCircuitsAreExplained()
    {
        foreach (var name in Names)
        {
            for (var target = 0; target < 2; target++)
            {
                var explanation = Explainers.Find(name).Explain(Model, Input, target);
                Assert.Equal(new Shape(2), explanation.Relevance.Shape);
                Assert.True(explanation.Promised is null || Math.Abs(explanation.Unaccounted) < 1e-12, $"{name}: {explanation.Unaccounted}");
            }
        }
    }

    [Fact]
    public void ChoicesAreUsedAndRecorded()
    {
        var options = new ExplainOptions { Basis = "pauli", Share = "mixed", Epsilon = 0.1 };
        var explanation = Explainers.Find("qlrp").Explain(Model, Input, 0, options);
        Assert.Equal(["basis=pauli", "share=mixed", "epsilon=0.1"], explanation.Options.Select(option => $"{option.Name}={option.Value}"));
        Assert.Contains(explanation.Ledger, line => line.Item == "epsilon");
        Assert.Equal(
            "The option share is equal, but it must be one of taylor-infinity, gradient-times-difference, mixed.",
            Assert.Throws<InputException>(() => Explainers.Find("qlrp").Explain(Model, Input, 0, new ExplainOptions { Share = "equal" })).Message);
        var aboutOnes = new ExplainOptions { Form = "fourier", Reference = Tensor<double>.From(new(2), [1, 1]) };
        var fourier = Explainers.Find("taylor-infinity").Explain(Model, Input, 0, aboutOnes);
        Assert.Equal(["reference=given", "form=fourier"], fourier.Options.Select(option => $"{option.Name}={option.Value}"));
    }

    [Fact]
    public void ModelsWithLayersInFrontAreRefused()
    {
        var hybrid = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 4));
        foreach (var name in Names)
        {
            Assert.Equal(
                "the model has layers in front of its circuit, through which no formula for circuits reaches; "
                + "hybrid relevance propagation carries them on to the input",
                Explainers.Find(name).Refusal(hybrid));
        }
    }

    // 2^40 amplitudes fit nowhere, so that whoever ran the circuit first would not come to this answer.
    [Theory]
    [InlineData("pauli-split")]
    [InlineData("qlrp")]
    public void MatricesOfTooManyQubitsAreRefusedBeforeTheCircuitIsRun(string method)
    {
        var model = ExplainedModel.Of(new CircuitModel(new Circuit(40).RY(0, input: 0).RY(1, input: 1), [Observable.Z(1)], []));
        const string Reason = "40 qubits have 4^40 matrix entries, and 12 qubits are the most";
        Assert.Equal(Reason, Explainers.Find(method).Refusal(model));
        Assert.Equal(
            $"{method} does not apply: {Reason}.",
            Assert.Throws<InputException>(() => Explainers.Find(method).Explain(model, Input, 0)).Message);
    }
}
