using QXai.Numerics.Imaging;
using QXai.Xai.Rendering;

namespace QXai.Xai.Tests.Rendering;

public sealed class PlotTests
{
    [Fact]
    public void Ticks_are_round_numbers_inside_the_axis()
    {
        Assert.Equal([0, 0.5, 1, 1.5, 2], new Axis("s", 0, 2.06).Ticks());
        Assert.Equal([0, 2, 4, 6, 8], new Axis("kHz", 0, 8).Ticks());
    }

    [Fact]
    public void The_picture_stands_unchanged_inside_its_frame()
    {
        var picture = new RgbImage(40, 30);
        Array.Fill(picture.Pixels, (byte)77);
        var plot = Plot.WithAxes(picture, new Axis("x", 0, 1), new Axis("y", 0, 1));
        var inside = 0;
        for (var y = 0; y < plot.Height; y++)
        {
            for (var x = 0; x < plot.Width; x++)
            {
                inside += plot[x, y] == ((byte)77, (byte)77, (byte)77) ? 1 : 0;
            }
        }

        Assert.True(plot.Width > 40 && plot.Height > 30);
        Assert.InRange(inside, 40 * 30, (40 * 30) + 40);
    }

    [Fact]
    public void An_axis_without_extent_is_refused() =>
        Assert.Equal(
            "Plot: the axis 'x' from 1 to 1 has no extent.",
            Assert.Throws<ArgumentException>(() => Plot.WithAxes(new RgbImage(2, 2), new Axis("x", 1, 1), new Axis("y", 0, 1))).Message);

    [Fact]
    public void A_line_passes_through_its_points()
    {
        var blue = new Rgb(0, 0, 255);
        var plot = Plot.Lines([("only", blue, [(0, 0), (1, 1)])], new Axis("x", 0, 1), new Axis("y", 0, 1), 101, 101);
        var drawn = Enumerable.Range(0, plot.Width * plot.Height).Count(i => plot[i % plot.Width, i / plot.Width] == ((byte)0, (byte)0, (byte)255));
        Assert.True(drawn > 150, $"{drawn} pixels");
    }
}
