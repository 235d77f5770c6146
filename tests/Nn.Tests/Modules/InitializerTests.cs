using QXai.Nn.Initialisation;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Tests.Modules;

public class InitializerTests
{
    // Weight [40, 25, 3, 3]: fan-in 225, fan-out 360.
    private static readonly Shape Weight = new(40, 25, 3, 3);

    public static TheoryData<string, Initializer, double, bool> Rules => new()
    {
        { "Kaiming uniform", Initializer.KaimingUniform(2), 2 / Math.Sqrt(225), true },
        { "Kaiming normal", Initializer.KaimingNormal(Initializer.ReluGain), Math.Sqrt(2.0 / 225), false },
        { "Xavier uniform", Initializer.XavierUniform(), Math.Sqrt(2.0 / 585), true },
        { "Xavier normal", Initializer.XavierNormal(3), 3 * Math.Sqrt(2.0 / 585), false },
        { "normal", Initializer.Normal(0.01), 0.01, false },
    };

    [Theory, MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void DrawsHaveTheRulesSpread(string rule, Initializer initializer, double deviation, bool uniform)
    {
        _ = rule;
        var draws = initializer.Draw<double>(Weight, new SeededRandom(1)).Span.ToArray();
        Assert.Equal(0, draws.Average(), 0.05 * deviation);
        Assert.Equal(deviation, Math.Sqrt(draws.Average(w => w * w)), 0.03 * deviation);
        var largest = draws.Max(Math.Abs) / deviation;
        Assert.True(uniform ? largest is > 1.7 and <= 1.7320508075688773 : largest > 3, $"the largest draw is {largest} standard deviations");
    }

    [Theory, MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void PrecisionsAgreeButForRounding(string rule, Initializer initializer, double deviation, bool uniform)
    {
        _ = (rule, deviation, uniform);
        var single = initializer.Draw<float>(Weight, new SeededRandom(2)).Span.ToArray();
        var precise = initializer.Draw<double>(Weight, new SeededRandom(2)).Span.ToArray();
        Assert.Equal(precise.Select(w => (float)w), single);
    }
}
