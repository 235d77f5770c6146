using QXai.Nn.Training;
using QXai.Numerics;

namespace QXai.Nn.Tests.Training;

public class TrainingOptionsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(64, 8)]
    [InlineData(1000, 16)]
    public void ABatchHasASlotForEveryEightSamplesUnlessToldOtherwise(int batch, int slots)
    {
        Assert.Equal(slots, new TrainingOptions { BatchSize = batch }.Slots);
        Assert.Equal(slots, (new TrainingOptions() with { BatchSize = batch }).Slots);
        Assert.Equal(1, new TrainingOptions { BatchSize = batch, Slots = 1 }.Slots);
    }

    [Fact]
    public void MoreSlotsThanSamplesAreRefused()
    {
        var error = Assert.Throws<InputException>(() => new TrainingOptions { BatchSize = 3, Slots = 4 }.Validate());
        Assert.Contains("4 slots", error.Message);
        Assert.Contains("3 samples", error.Message);
    }
}
