using QXai.Data.Fourier;
using QXai.Numerics;

namespace QXai.Data.Tests.Fourier;

public class SpectrogramScaleTests
{
    [Fact]
    public void MagnitudeAndPowerAreThoseOfTheParts()
    {
        var spectrogram = new ComplexSpectrogram<double>(Tensor<double>.From(new Shape(1, 3), [3, 0, -5]), Tensor<double>.From(new Shape(1, 3), [4, -2, 12]));
        Assert.Equal([5, 2, 13], spectrogram.Magnitude().Span.ToArray());
        Assert.Equal([25, 4, 169], spectrogram.Power().Span.ToArray());
    }

    [Fact]
    public void DecibelsAreTenLogarithmsWithAFloor()
    {
        var power = Tensor<double>.From(new Shape(4), [100, 1, 0, 1e-20]);
        Assert.Equal([20, 0, -100, -100], LogScale.Decibels(power).Span.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0, -20, -60, -60], LogScale.Decibels(power, reference: 100, floor: 1e-4).Span.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([Math.Log(1001), Math.Log(11), 0], LogScale.Compressed(power, 10).Span[..3].ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal("Decibels: reference 0 and floor 1E-10 must be positive.", Assert.Throws<ArgumentException>(() => LogScale.Decibels(power, 0)).Message);
    }

    [Fact]
    public void MelAndHertzAreInverse()
    {
        Assert.Equal(1000, MelFilterBank<double>.ToMel(1000), 0.1);
        Assert.All([0, 50, 700, 1000, 7999.5], hertz => Assert.Equal(hertz, MelFilterBank<double>.ToHertz(MelFilterBank<double>.ToMel(hertz)), 1e-9));
    }

    [Fact]
    public void FiltersAreTrianglesThatSumToOneBetweenTheFirstAndLastPeak()
    {
        var bank = new MelFilterBank<double>(40, 512, 16000, 20, 7600);
        var step = (MelFilterBank<double>.ToMel(7600) - MelFilterBank<double>.ToMel(20)) / 41;
        var first = MelFilterBank<double>.ToHertz(MelFilterBank<double>.ToMel(20) + step);
        var last = MelFilterBank<double>.ToHertz(MelFilterBank<double>.ToMel(7600) - step);
        for (var k = 0; k < 257; k++)
        {
            var sum = Enumerable.Range(0, 40).Sum(m => bank.Weights[m, k]);
            var hertz = k * 31.25;
            if (hertz >= first && hertz <= last)
            {
                Assert.InRange(sum, 1 - 1e-12, 1 + 1e-12);
            }
            else if (hertz is <= 20 or >= 7600)
            {
                Assert.Equal(0, sum);
            }
        }
    }

    [Fact]
    public void ApplyingIsTheMatrixProduct()
    {
        var bank = new MelFilterBank<double>(5, 64, 8000);
        var power = Tensor<double>.From(new Shape(33, 4), FftTests.Noise<double>(132, 1));
        var result = bank.Apply(power);
        for (var m = 0; m < 5; m++)
        {
            for (var f = 0; f < 4; f++)
            {
                Assert.Equal(Enumerable.Range(0, 33).Sum(k => bank.Weights[m, k] * power[k, f]), result[m, f], 1e-12);
            }
        }

        Assert.Equal(
            "MelFilterBank: the filters have 33 bins, but the spectrogram is of shape [32, 4].",
            Assert.Throws<ShapeException>(() => bank.Apply(new Tensor<double>(new Shape(32, 4)))).Message);
    }

    [Fact]
    public void BandsWithoutABinAreRefused() => Assert.Equal(
        "MelFilterBank: band 0 from 0.0 to 33.7 Hz holds no bin, as bins are 62.5 Hz apart; fewer bands or a longer transform are needed.",
        Assert.Throws<ArgumentException>(() => new MelFilterBank<double>(80, 128, 8000)).Message);

    [Theory]
    [InlineData(WindowShape.Hann, 0.375)]
    [InlineData(WindowShape.Hamming, 0.3974)]
    [InlineData(WindowShape.Blackman, 0.3046)]
    [InlineData(WindowShape.Rectangular, 1)]
    public void WindowsAreSymmetricWithTheirKnownPower(WindowShape shape, double power)
    {
        var window = Window.Create<double>(shape, 64);
        Assert.Equal(power, window.Average(w => w * w), 1e-12);
        Assert.All(Enumerable.Range(1, 63), j => Assert.Equal(window[j], window[64 - j], 1e-15));
        Assert.Equal(1, window[32], 1e-15);
    }
}
