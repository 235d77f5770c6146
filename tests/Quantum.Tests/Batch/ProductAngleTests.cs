using QXai.Quantum.Batch;
using QXai.Quantum.Differentiation;

namespace QXai.Quantum.Tests.Batch;

[Trait("Kind", "Simd")]
public class ProductAngleTests
{
    [Fact]
    public void BatchesOfProductAnglesAgreeWithTheAdjointMethod()
    {
        var circuit = new Circuit(2, 2, 1).H(0).H(1).RZ(0, Angle.Input(0)).RZZ(0, 1, Angle.Input(0) * Angle.Input(1)).RX(1, Angle.Weight(0) * Angle.Input(1))
            .CNOT(0, 1).RY(0, 0.4);
        Observable[] observables = [Observable.Z(0), Observable.X(1)];
        double[] inputs = [0.3, -0.7, 1.1, 0.2], weights = [0.9], cotangents = [1, -2, 0.5, 3];
        double[] expectations = new double[4], inputGradients = new double[4], weightGradients = new double[1];
        var batch = new BatchSimulator(circuit, observables);
        batch.Expectations(2, inputs, weights, expectations);
        batch.Pullback(2, inputs, weights, cotangents, inputGradients, weightGradients);
        var weight = 0.0;
        for (var sample = 0; sample < 2; sample++)
        {
            var jacobian = new Adjoint().Differentiate(circuit, observables, inputs.AsSpan(2 * sample, 2), weights);
            for (var m = 0; m < 2; m++)
            {
                Assert.Equal(jacobian.Expectations[m], expectations[2 * sample + m], 1e-13);
                weight += cotangents[2 * sample + m] * jacobian.Weights[m, 0];
            }

            for (var i = 0; i < 2; i++)
            {
                Assert.Equal(
                    cotangents[2 * sample] * jacobian.Inputs[0, i] + cotangents[2 * sample + 1] * jacobian.Inputs[1, i],
                    inputGradients[2 * sample + i],
                    1e-12);
            }
        }

        Assert.Equal(weight, weightGradients[0], 1e-12);
    }
}
