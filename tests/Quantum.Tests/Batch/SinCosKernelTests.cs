using QXai.Numerics.Random;
using QXai.Quantum.Batch.Kernels;

namespace QXai.Quantum.Tests.Batch;

[Trait("Kind", "Simd")]
public class SinCosKernelTests
{
    [Fact]
    public void Sines_and_cosines_are_good_to_the_last_digit_at_every_length()
    {
        var random = new SeededRandom(1);
        for (var length = 0; length <= 40; length++)
        {
            double[] angles = [.. Enumerable.Range(0, length).Select(i => random.NextDouble(-1, 1) * Math.Pow(10, i % 9 - 2))];
            var (sines, cosines) = (new double[length], new double[length]);
            SinCosKernel.Fill(angles, sines, cosines);
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(Math.Sin(angles[i]), sines[i], 3e-16);
                Assert.Equal(Math.Cos(angles[i]), cosines[i], 3e-16);
            }
        }
    }

    [Fact]
    public void Quarter_turns_huge_angles_and_what_is_no_number_are_those_of_the_library()
    {
        double[] angles = [0, -0.0, .. Enumerable.Range(-8, 17).Select(k => k * Math.PI / 2), 1e300, -4e15, double.NaN, double.PositiveInfinity];
        var (sines, cosines) = (new double[angles.Length], new double[angles.Length]);
        SinCosKernel.Fill(angles, sines, cosines);
        for (var i = 0; i < angles.Length; i++)
        {
            Assert.Equal(Math.Sin(angles[i]), sines[i], 1e-16);
            Assert.Equal(Math.Cos(angles[i]), cosines[i], 1e-16);
        }
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_place_in_a_vector()
    {
        double[] angles = [.. Enumerable.Range(0, 29).Select(i => 0.37 * i * i - 20)];
        var (sines, cosines) = (new double[29], new double[29]);
        SinCosKernel.Fill(angles, sines, cosines);
        for (var i = 0; i < angles.Length; i++)
        {
            var (sine, cosine) = (new double[1], new double[1]);
            SinCosKernel.Fill(angles.AsSpan(i, 1), sine, cosine);
            Assert.Equal((sines[i], cosines[i]), (sine[0], cosine[0]));
        }
    }
}
