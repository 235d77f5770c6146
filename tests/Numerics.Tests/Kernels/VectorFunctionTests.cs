using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Random;
using QXai.Numerics.Simd;
using QXai.Numerics.Special;

namespace QXai.Numerics.Tests.Kernels;

/// <summary>Elementwise functions give the same bits in every lane of every width, whatever their neighbours are.</summary>
[Trait("Kind", "Simd")]
public class VectorFunctionTests
{
    private static readonly double[] Specials =
    [
        0, -0.0, 1, -1, 0.5, 1e-310, 1e-40, 1e-8, 88.8, -88.8, 103.9, -104.1, 709.9, -745.2, 1e10, -1e10, 1e300,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN
    ];

    [Fact]
    public void AllWidthsGiveTheSameBits()
    {
        SameBits<double, Exponential<double>>();
        SameBits<double, Logarithm<double>>();
        SameBits<double, RootOrZero<double>>();
        SameBits<double, ComplementaryError<double>>();
        SameBits<float, Exponential<float>>();
        SameBits<float, Logarithm<float>>();
        SameBits<float, RootOrZero<float>>();
        SameBits<float, ComplementaryError<float>>();
    }

    [Fact]
    public void TheBitsAreTheSameOnEveryMachine()
    {
        Assert.Equal(4212601171431409064UL, Fingerprint<Exponential<double>>());
        Assert.Equal(986846019447562769UL, Fingerprint<Logarithm<double>>());
        Assert.Equal(4334484126329373879UL, Fingerprint<ComplementaryError<double>>());
    }

    [Fact]
    public void AgreesWithTheScalarFunctionsOfTheFramework()
    {
        AssertClose(Math.Exp, default(Exponential<double>), 4e-16);
        AssertClose(Math.Log, default(Logarithm<double>), 4e-16);
        AssertClose(x => x > 0 ? Math.Sqrt(x) : 0, default(RootOrZero<double>), 0);
        AssertClose(ErrorFunction.Erfc, default(ComplementaryError<double>), 0);
    }

    [Fact]
    public void EveryLengthIsMappedToItsEnd()
    {
        for (var length = 0; length < 70; length++)
        {
            double[] x = [.. Enumerable.Range(1, length).Select(i => (double)i * i)];
            var y = new double[length];
            VectorFunction.Map<double, RootOrZero<double>>(default, x, y);
            Assert.Equal(Enumerable.Range(1, length).Select(i => (double)i), y);
        }
    }

    private static void SameBits<T, TFunction>()
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction<T>
    {
        T[] x = [.. Inputs().Select(T.CreateTruncating)];
        var (widest, whole) = (new T[x.Length], new T[x.Length]);
        VectorFunction.Map<T, TFunction>(default, x, widest);
        Assert.Equal(x.Length, VectorFunction.Map<Simd512<T>, T, TFunction>(default, x, whole, 0));
        Assert.Equal(widest, whole);
        Assert.Equal(x.Length, VectorFunction.Map<Simd256<T>, T, TFunction>(default, x, whole, 0));
        Assert.Equal(widest, whole);
        Assert.Equal(x.Length, VectorFunction.Map<Simd128<T>, T, TFunction>(default, x, whole, 0));
        Assert.Equal(widest, whole);
        Assert.Equal(x.Length, VectorFunction.Map<Simd1<T>, T, TFunction>(default, x, whole, 0));
        Assert.Equal(widest, whole);
    }

    /// <summary>A hash of the bits of f at arguments that are exact in binary.</summary>
    private static ulong Fingerprint<TFunction>()
        where TFunction : struct, IVectorFunction<double>
    {
        double[] x = [.. Enumerable.Range(1, 3001).Select(i => i / 64.0)];
        var y = new double[x.Length];
        VectorFunction.Map<double, TFunction>(default, x, y);
        return y.Aggregate(0UL, (hash, value) => SeededRandom.Mix(hash, BitConverter.DoubleToUInt64Bits(value)));
    }

    private static void AssertClose<TFunction>(Func<double, double> expected, TFunction f, double tolerance)
        where TFunction : struct, IVectorFunction<double>
    {
        var x = Inputs();
        var y = new double[x.Length];
        VectorFunction.Map(f, x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var exact = expected(x[i]);
            Assert.True(
                y[i].Equals(exact) || Math.Abs(y[i] - exact) <= tolerance * Math.Abs(exact) || Math.Abs(exact) < 1e-307,
                $"f({x[i]:r}) is {exact:r}, but {y[i]:r} was computed");
        }
    }

    /// <summary>Special values among ordinary ones, a multiple of all vector lengths.</summary>
    private static double[] Inputs()
    {
        var random = new SeededRandom(1);
        double[] inputs = [.. Specials, .. Enumerable.Range(0, 1600 - Specials.Length).Select(i => random.NextGaussian() * Math.Pow(10, i % 4 - 1))];
        random.Shuffle<double>(inputs);
        return inputs;
    }

    private readonly struct Exponential<T> : IVectorFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => SimdMath<T>.Exp(x);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy;
    }

    private readonly struct Logarithm<T> : IVectorFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => SimdMath<T>.Log(x);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy;
    }

    private readonly struct RootOrZero<T> : IVectorFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Select(TSimd.LessThan(TSimd.Zero, x), TSimd.Sqrt(x), TSimd.Zero);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy;
    }

    private readonly struct ComplementaryError<T> : IVectorFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => ErrorFunction.Erfc<TSimd, T>(x);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy;
    }
}
