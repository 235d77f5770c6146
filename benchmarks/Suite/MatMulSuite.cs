using BenchmarkDotNet.Attributes;
using QXai.Numerics.Kernels;

namespace QXai.Benchmarks.Suite;

/// <summary>C = A B in single precision on one thread, on square matrices and on the shapes that convolutions and dense layers give.</summary>
public class MatMulSuite : IMeasuredWork
{
    private int m, n, k;
    private float[] a = [], b = [], c = [];

    [Params("64x64x64", "256x256x256", "1024x1024x1024", "12544x32x144", "32x12544x144", "50176x16x9", "16x12544x9", "64x10x576")]
    public string Shape { get; set; } = "";

    public bool IsDouble => false;

    [GlobalSetup]
    public void Setup()
    {
        int[] extents = [.. Shape.Split('x').Select(int.Parse)];
        (m, n, k) = (extents[0], extents[1], extents[2]);
        (a, b, c) = (Filled.Of<float>(m * k), Filled.Of<float>(k * n), new float[m * n]);
    }

    [Benchmark]
    public void MatMulSingle() => MatMul.Multiply<float>(m, n, k, a, false, b, false, c);

    public double Operations(string method) => 2 * Shape.Split('x').Select(double.Parse).Aggregate((x, y) => x * y);
}
