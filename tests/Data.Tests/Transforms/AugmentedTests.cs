using QXai.Data.Digits;
using QXai.Data.Transforms;
using QXai.Numerics;

namespace QXai.Data.Tests.Transforms;

public class AugmentedTests
{
    private static readonly AugmentOptions Everything = AugmentOptions.Digits with { Mirror = true };

    [Fact]
    public void WithoutOptionsNothingChanges()
    {
        var source = ArraySource.Linear(2, 5, 4);
        Assert.Equal(Read(source, 0), Read(new Augmented<double>(source, new AugmentOptions()), 9));
    }

    [Fact]
    public void EqualDrawsAreEqualAndOthersDiffer()
    {
        var set = new Augmented<float>(new GeneratedDigits<float>(1, 30), Everything);
        var seen = new HashSet<string>();
        for (var draw = 0ul; draw < 20; draw++)
        {
            var (a, b) = (new float[784], new float[784]);
            set.Read(3, draw, a);
            set.Read(3, draw, b);
            Assert.Equal(a, b);
            seen.Add(string.Join(",", a));
        }

        Assert.Equal(20, seen.Count);
    }

    [Fact]
    public void ThreadsSeeTheSameSamples()
    {
        var set = new Augmented<float>(new GeneratedDigits<float>(1, 100), Everything);
        var (alone, shared) = (new float[100][], new float[100][]);
        float[] One(int i)
        {
            var sample = new float[784];
            set.Read(i, 5, sample);
            return sample;
        }

        for (var i = 0; i < 100; i++)
        {
            alone[i] = One(i);
        }

        Parallel.For(0, 100, i => shared[i] = One(i));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(alone[i], shared[i]));
    }

    [Fact]
    public void ShiftsMoveWholePixelsAndRepeatTheEdge()
    {
        var (source, seen) = (ArraySource.Linear(1, 5, 6), new HashSet<(int, int)>());
        for (var draw = 0ul; draw < 200; draw++)
        {
            var sample = Read(new Augmented<double>(source, new AugmentOptions { Shift = 2 }), draw);
            var match = (from dy in Enumerable.Range(-2, 5)
                         from dx in Enumerable.Range(-2, 5)
                         where Enumerable.Range(0, 30).All(i => sample[i] == ArraySource.Value(0, Math.Clamp(i / 6 - dy, 0, 4), Math.Clamp(i % 6 - dx, 0, 5)))
                         select (dy, dx)).Single();
            seen.Add(match);
        }

        Assert.Equal(25, seen.Count);
    }

    [Fact]
    public void MirrorsHalfOfThePictures()
    {
        var source = ArraySource.Linear(1, 2, 3);
        var options = new AugmentOptions { Mirror = true };
        var mirrored = Enumerable.Range(0, 400).Count(draw => Read(new Augmented<double>(source, options), (ulong)draw) is [4, 2, 0, 1, -1, -3]);
        Assert.InRange(mirrored, 160, 240);
    }

    [Fact]
    public void ValuesAreThoseOfTheSourceAtThePlacesOfTheMap()
    {
        const int Height = 9, Width = 12;
        var (source, random) = (ArraySource.Linear(3, Height, Width), new RandomWarp());
        var set = new Augmented<double>(source, Everything);
        for (var draw = 0ul; draw < 20; draw++)
        {
            var sample = Read(set, draw);
            random.Draw(Everything, Numerics.Random.SeededRandom.Mix(Numerics.Random.SeededRandom.Mix(draw, 2), 0), Width, Height);
            for (var y = 0; y < Height; y++)
            {
                random.PlaceRow(y);
                for (var x = 0; x < Width; x++)
                {
                    Assert.Equal(ArraySource.Value(2, random.PlacesY[x], random.PlacesX[x]), sample[(2 * Height + y) * Width + x], 1e-12);
                }
            }
        }
    }

    [Fact]
    public void RotationAndScaleKeepTheCentreAndChangeDistancesByTheScale()
    {
        var warp = new RandomWarp();
        var angles = new List<double>();
        for (var draw = 0ul; draw < 200; draw++)
        {
            warp.Draw(new AugmentOptions { Rotation = 20, Scale = 0.25 }, draw, 101, 101);
            warp.PlaceRow(50);
            Assert.Equal((50, 50), (warp.PlacesX[50], warp.PlacesY[50]));
            var (dx, dy) = (warp.PlacesX[70] - 50, warp.PlacesY[70] - 50);
            Assert.InRange(Math.Sqrt(dx * dx + dy * dy), 20 / 1.25 - 1e-9, 20 / 0.75 + 1e-9);
            angles.Add(Math.Atan2(dy, dx) * 180 / Math.PI);
        }

        Assert.InRange(angles.Min(), -20 - 1e-9, -17);
        Assert.InRange(angles.Max(), 17, 20 + 1e-9);
    }

    [Fact]
    public void TheFieldOfARowIsThatOfItsPoints()
    {
        var (field, random) = (new SmoothField(), new Numerics.Random.SeededRandom(4));
        field.Draw(1.5, random);
        var (x, y) = (new double[13], new double[13]);
        foreach (var v in new[] { 0, 0.1, 1 / 3.0, 0.5, 0.99, 1 })
        {
            field.Row(v, x, y);
            for (var i = 0; i < x.Length; i++)
            {
                var (expectedX, expectedY) = field.At((i + 0.5) / x.Length, v);
                Assert.Equal(expectedX, x[i], 1e-12);
                Assert.Equal(expectedY, y[i], 1e-12);
            }
        }
    }

    [Fact]
    public void ReadingAllocatesNothingOnceWarm()
    {
        var set = new Augmented<float>(new GeneratedDigits<float>(1, 50), Everything);
        var sample = new float[784];
        void Pass()
        {
            for (var i = 0; i < 50; i++)
            {
                set.Read(i, 1, sample);
            }
        }

        Pass();
        Pass();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatIsNoPictureAndSenselessOptionsAreRefused()
    {
        var flat = new ArraySource(new Shape(4), 1, []);
        Assert.Equal(
            "Augmented: samples have shape [4], but pictures of shape [C, H, W] are expected.",
            Assert.Throws<ShapeException>(() => new Augmented<double>(flat, Everything)).Message);
        Assert.Equal(
            "Augmented: samples have shape [1, 1, 1], but at least 2 x 2 pixels are needed to interpolate.",
            Assert.Throws<ShapeException>(() => new Augmented<double>(ArraySource.Numbered(1, 1), Everything)).Message);
        Assert.Equal(
            "AugmentOptions: Scale is 1, but 0 to 0.9 is expected.",
            Assert.Throws<ArgumentException>(() => new Augmented<double>(ArraySource.Linear(1, 2, 2), new AugmentOptions { Scale = 1 })).Message);
        Assert.Equal(
            "Read: a sample of shape [1, 2, 2] has 4 numbers, but the destination has 3.",
            Assert.Throws<ShapeException>(() => new Augmented<double>(ArraySource.Linear(1, 2, 2), Everything).Read(0, 0, new double[3])).Message);
    }

    private static double[] Read(IBatchSource<double> source, ulong draw)
    {
        var sample = new double[source.SampleShape.Count];
        source.Read(0, draw, sample);
        return sample;
    }
}
