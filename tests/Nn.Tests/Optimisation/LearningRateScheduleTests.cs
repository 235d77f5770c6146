using QXai.Nn.Optimisation;
using QXai.Numerics;

namespace QXai.Nn.Tests.Optimisation;

public class LearningRateScheduleTests
{
    [Fact]
    public void ConstantIsOne() => Assert.Equal(1, new ConstantSchedule().Factor(7, 3, 9));

    [Fact]
    public void StepFallsEverySoManyEpochs()
    {
        var schedule = new StepSchedule(Every: 2, Decay: 0.1);
        Assert.Equal([1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01], Enumerable.Range(0, 9).Select(step => Math.Round(schedule.Factor(step, 2, 100), 12)));
    }

    [Fact]
    public void CosineRisesThenFallsToItsFloor()
    {
        var schedule = new CosineSchedule(WarmUpEpochs: 1, Floor: 0.2);
        double[] expected = [0.25, 0.5, 0.75, 1, 1, 0.2 + 0.8 * (1 + Math.Cos(Math.PI / 4)) / 2, 0.6, 0.2 + 0.8 * (1 - Math.Cos(Math.PI / 4)) / 2];
        for (var step = 0; step < 8; step++)
        {
            Assert.Equal(expected[step], schedule.Factor(step, stepsPerEpoch: 4, totalSteps: 8), 1e-15);
        }

        Assert.Equal(0.2, schedule.Factor(8, 4, 8), 1e-15);
    }

    [Fact]
    public void AWarmUpLongerThanTrainingOnlyRises() => Assert.Equal(1, new CosineSchedule(WarmUpEpochs: 5).Factor(7, 4, 8));

    [Fact]
    public void ConstantsOutsideTheirRangesAreRefused()
    {
        Refuses(new StepSchedule(Every: 0), "Step schedule: a stair of 0 epochs must be at least 1 epoch long.");
        Refuses(new StepSchedule(Decay: 0), "Step schedule: decay 0 must lie in (0, 1].");
        Refuses(new CosineSchedule(WarmUpEpochs: -1), "Cosine schedule: a warm-up of -1 epochs must be 0 or more.");
        Refuses(new CosineSchedule(Floor: 2), "Cosine schedule: floor 2 must lie in [0, 1].");

        static void Refuses(LearningRateSchedule schedule, string message) => Assert.Equal(message, Assert.Throws<InputException>(schedule.Validate).Message);
    }
}
