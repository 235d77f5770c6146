using System.Numerics;
using QXai.Numerics.Random;

namespace QXai.Numerics.Tests.Kernels;

/// <summary>Random tensors and comparisons for the kernel tests.</summary>
internal static class Sample
{
    /// <summary>Uniform in [-1, 1).</summary>
    public static Tensor<T> Uniform<T>(ulong seed, params ReadOnlySpan<int> extents)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed);
        var tensor = new Tensor<T>(new Shape(extents));
        foreach (ref var value in tensor.Span)
        {
            value = T.CreateTruncating(random.NextDouble(-1, 1));
        }

        return tensor;
    }

    /// <summary>Every element within <paramref name="tolerance"/> of the expected one, relative to the largest expected magnitude (at least 1).</summary>
    public static void Near<T>(string what, ReadOnlySpan<double> expected, ReadOnlySpan<T> actual, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = 1.0;
        foreach (var value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - double.CreateChecked(actual[i]));
            Assert.True(difference <= tolerance * scale, $"{what}: element {i} is {actual[i]}, expected {expected[i]} (scale {scale}, tolerance {tolerance}).");
        }
    }
}
