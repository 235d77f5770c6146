using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Layers;

namespace QXai.Nn.Modules;

/// <summary>
/// Records layers one after another. On a tape that fuses, convolutions with a rectifier behind each, and perhaps a max-pooling by tiles behind that,
/// become one node, as many as follow each other; the node has the name of the last layer in it.
/// </summary>
internal static class LayerChain
{
    public static Node<T> Apply<T>(IReadOnlyList<Module<T>> layers, Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < layers.Count;)
        {
            var fused = x.Tape.Fuses ? Take(layers, x.Tape, ref i) : [];
            x = fused.Length > 0 ? x.ConvReluPool(fused) : layers[i++].Apply(x);
            if (fused.Length > 0)
            {
                x.Name = layers[i - 1].Name;
            }
        }

        return x;
    }

    /// <summary>The layers from <paramref name="i"/> on that can be one node; i moves behind them.</summary>
    private static ConvReluPoolLayer<T>[] Take<T>(IReadOnlyList<Module<T>> layers, Tape<T> tape, ref int i)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var taken = new List<ConvReluPoolLayer<T>>();
        while (At(i) is Conv2d<T> convolution && At(i + 1) is Activation<T> { IsRelu: true })
        {
            var pool = (At(i + 2) as MaxPool<T>)?.Tiles;
            taken.Add(convolution.WithReluAndPool(tape, pool ?? 1));
            i += pool is null ? 2 : 3;
        }

        return [.. taken];

        Module<T>? At(int i) => i < layers.Count ? layers[i] : null;
    }
}
