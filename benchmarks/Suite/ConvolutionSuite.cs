using BenchmarkDotNet.Attributes;
using QXai.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Benchmarks.Suite;

/// <summary>The three passes of a 3 x 3 convolution of four images in single precision on one thread; "16->32 14" is 16 channels to 32 at 14 x 14
/// pixels.</summary>
public class ConvolutionSuite : IMeasuredWork
{
    private ConvolutionGeometry geometry;
    private float[] x = [], weight = [], bias = [], y = [], dx = [], dweight = [], workspace = [];

    [Params("1->16 28", "16->32 14", "32->64 7", "16->16 28")]
    public string Layer { get; set; } = "";

    public bool IsDouble => false;

    private ConvolutionGeometry Geometry
    {
        get
        {
            int[] numbers = [.. Layer.Split("->").SelectMany(part => part.Split(' ')).Select(int.Parse)];
            return ConvolutionGeometry.Of(new Shape(4, numbers[0], numbers[2], numbers[2]), new Shape(numbers[1], numbers[0], 3, 3), 1, 1);
        }
    }

    [GlobalSetup]
    public void Setup()
    {
        geometry = Geometry;
        (x, weight, bias) = (Filled.Of<float>(geometry.InputLength), Filled.Of<float>(geometry.WeightLength), Filled.Of<float>(geometry.OutChannels));
        (y, dx, dweight) = (Filled.Of<float>(geometry.OutputLength), new float[geometry.InputLength], new float[geometry.WeightLength]);
        workspace = new float[Convolution.WorkspaceLength<float>(geometry)];
    }

    [Benchmark]
    public void Forward() => Convolution.Forward<float>(geometry, x, weight, bias, y, workspace);

    [Benchmark]
    public void BackwardData() => Convolution.BackwardData<float>(geometry, y, weight, dx, workspace);

    [Benchmark]
    public void BackwardWeights() => Convolution.BackwardWeights<float>(geometry, x, y, dweight, bias, workspace);

    public double Operations(string method) => 2.0 * Geometry.OutputLength * Geometry.PatchLength;
}
