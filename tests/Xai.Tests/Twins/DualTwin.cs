using QXai.Numerics;
using QXai.Reference.DualNumbers;
using QXai.Xai.Audits;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Twins;

/// <summary>Values and slopes of a model by forward passes of the textbook twin in dual numbers: no kernel and no pullback of the framework.</summary>
internal sealed class DualTwin(ExplainedModel model, Tensor<double> input, int target)
{
    private readonly DualNetwork network = new([new PointwiseLayer("input", a => a), .. DualTranslation.Of(model.Run(input, target)).Layers]);

    public Tensor<double> Activation(string layer) => network.Values(input, layer);

    public double Score(Tensor<double> x) => network.Values(x).Span[target];

    /// <summary>f^l where a layer has another value.</summary>
    public double ScoreFrom(string layer, Tensor<double> activation) =>
        network.Derivative(layer, activation, new Tensor<double>(activation.Shape)).Entries[target].Value;

    /// <summary>d f^l / d A, element by element.</summary>
    public Tensor<double> Slopes(string layer, Tensor<double> activation)
    {
        var slopes = new Tensor<double>(activation.Shape);
        for (var i = 0; i < slopes.Length; i++)
        {
            var direction = new Tensor<double>(activation.Shape);
            direction.Span[i] = 1;
            slopes.Span[i] = network.Derivative(layer, activation, direction).Entries[target].Tangent;
        }

        return slopes;
    }

    /// <summary>d f^l / d x at any point.</summary>
    public Tensor<double> InputSlopes(Tensor<double> x) => Slopes("input", x);
}
