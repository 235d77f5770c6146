using QXai.Autodiff;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;

namespace QXai.Nn.Tests.Modules;

public class SequentialTests
{
    // verifies QGrad-CAM (4)
    [Fact]
    public void IsTheCompositionOfItsModules()
    {
        var (first, last) = (new Dense<double>("a", 2, 3), new Dense<double>("b", 3, 1));
        new[] { 1.0, -2, 0.5, 1, -1, -1 }.CopyTo(first.Parameters[0].Value.Span);
        new[] { 0.1, 0.2, 0.3 }.CopyTo(first.Parameters[1].Value.Span);
        new[] { 1.0, 2, 3 }.CopyTo(last.Parameters[0].Value.Span);
        var net = new Sequential<double>("", first, Activation<double>.Relu("relu"), last);

        // f_1(x) = W x + b = (2.1 - 3, 0.7 + 1.5, -3.3) for x = (2, 1.5); relu leaves 2.2 of it; f_3 doubles that.
        var y = net.Apply(new Tape<double>().Input(Tensor<double>.From(new(1, 2), [2, 1.5])));
        Assert.Equal(2 * (0.5 * 2 + 1.5 + 0.2), y.Value.Span[0], 1e-12);
        Assert.Equal("b", y.Name);
    }
}
