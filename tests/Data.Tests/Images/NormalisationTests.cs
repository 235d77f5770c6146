using QXai.Data.Images;

namespace QXai.Data.Tests.Images;

public class NormalisationTests
{
    [Fact]
    public void AppliesMeanAndDeviationPerChannelAndInverts()
    {
        var normalisation = new Normalisation([0.5, 0.25, 0], [0.1, 0.2, 1]);
        Assert.Equal((0.8 - 0.25) / 0.2, normalisation.Apply(0.8, 1));
        Assert.Equal(0.8, normalisation.Invert(normalisation.Apply(0.8, 1), 1), 1e-15);
        Assert.Equal((200 / 255.0 - 0.5) / 0.1, normalisation.Table<double>(3)[200]);
        Assert.Equal((200 / 255.0 - 0.25) / 0.2, normalisation.Table<double>(3)[456]);
        Assert.Equal("(p / 255 - [0.5, 0.25, 0]) / [0.1, 0.2, 1]", normalisation.ToString());
    }

    [Fact]
    public void OneMeanServesEveryChannel() => Assert.Equal(Normalisation.Mnist.Table<float>(1), Normalisation.Mnist.Table<float>(3)[512..]);

    [Fact]
    public void ComparesByContent()
    {
        Assert.Equal(new Normalisation(0.1307, 0.3081), Normalisation.Mnist);
        Assert.Equal(new Normalisation(0.1307, 0.3081).GetHashCode(), Normalisation.Mnist.GetHashCode());
        Assert.NotEqual(Normalisation.Unit, Normalisation.Mnist);
    }

    [Theory]
    [InlineData(double.NaN, 1, "Normalisation: mean NaN is not a finite number.")]
    [InlineData(0, 0, "Normalisation: deviation 0 is not a positive number.")]
    [InlineData(0, -2.5, "Normalisation: deviation -2.5 is not a positive number.")]
    public void SenselessNumbersAreRefused(double mean, double deviation, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Normalisation(mean, deviation)).Message);

    [Fact]
    public void NumbersOfChannelsMustAgree()
    {
        Assert.Equal(
            "Normalisation: 2 means and 1 deviations were given; one of each per channel is expected.",
            Assert.Throws<ArgumentException>(() => new Normalisation([1, 2], [1])).Message);
        Assert.Equal(
            "Normalisation: it has means for 2 channels, but the pictures have 3.",
            Assert.Throws<ArgumentException>(() => new Normalisation([1, 2], [1, 1]).Check(3)).Message);
    }
}
