using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Layers;

namespace QXai.Nn.Modules;

/// <summary>
/// Records layers one after another. On a tape that fuses, a convolution with a rectifier behind it becomes one node, together with a max-pooling by
/// tiles behind that;
/// the node has the name of the last layer in it.
/// </summary>
internal static class LayerChain
{
    public static Node<T> Apply<T>(IReadOnlyList<Module<T>> layers, Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (x.Tape.Fuses && layers[i] is Conv2d<T> convolution && At(i + 1) is Activation<T> { IsRelu: true })
            {
                var pool = (At(i + 2) as MaxPool<T>)?.Tiles;
                i += pool is null ? 1 : 2;
                x = convolution.WithReluAndPool(x, pool ?? 1);
                x.Name = layers[i].Name;
            }
            else
            {
                x = layers[i].Apply(x);
            }
        }

        return x;

        Module<T>? At(int i) => i < layers.Count ? layers[i] : null;
    }
}
