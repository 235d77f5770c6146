using QXai.Numerics.Kernels;

namespace QXai.Numerics.Tests.Kernels;

public class AllocationTests
{
    [Fact]
    public void WarmKernelsAllocateNothing()
    {
        var g = ConvolutionGeometry.Of(new Shape(2, 8, 9, 9), new Shape(16, 8, 3, 3), stride: 1, padding: 1);
        var (x, weight, y, bias) = (new float[g.InputLength], new float[g.WeightLength], new float[g.OutputLength], new float[16]);
        var workspace = new float[Convolution.WorkspaceLength<float>(g)];
        void Work()
        {
            Convolution.Forward<float>(g, x, weight, bias, y, workspace);
            Convolution.BackwardData<float>(g, y, weight, x, workspace);
            Convolution.BackwardWeights<float>(g, x, y, weight, bias, workspace);
            MatMul.Multiply<float>(16, 8, 16, y, false, x, false, weight);
            MatMul.Multiply<float>(4, 10, 100, y, false, x, true, weight);
        }

        for (var i = 0; i < 3; i++)
        {
            Work();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Work();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
