using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Xai.Rendering;

namespace QXai.Xai.Tests.Rendering;

public class FigureTests
{
    private static Panel Square(byte level, int size = 40, string caption = "") =>
        new(new RgbImage(size, size, [.. Enumerable.Repeat(level, 3 * size * size)]), caption);

    [Fact]
    public void PanelsStandInAGridInsideTheMargin()
    {
        var figure = Figure.Compose([[Square(10), Square(20)], [Square(30), null]], new FigureOptions { Gap = 6, Margin = 4 });
        Assert.Equal((2 * 40 + 6 + 8, 2 * 40 + 6 + 8), (figure.Width, figure.Height));
        Assert.Equal((10, 20, 30, 255), (figure[4, 4].R, figure[50, 4].R, figure[43, 89].R, figure[70, 70].R));
        Assert.Equal(255, figure[44, 4].R);
    }

    [Fact]
    public void SmallPanelsAreCentredInTheirCells()
    {
        var figure = Figure.Compose([[Square(10, 20)], [Square(20, 40)]], new FigureOptions { Gap = 0, Margin = 0 });
        Assert.Equal((255, 10, 255), (figure[9, 5].R, figure[10, 5].R, figure[30, 5].R));
    }

    [Fact]
    public void WordsMakeRoomAndInk()
    {
        var bare = Figure.Compose([[Square(200)]]);
        var scale = new DisplayScale(DisplayRule.ZeroToMax, 0, 1);
        var full = Figure.Compose(
            [[Square(200, caption: "7: 0.98")]],
            new FigureOptions { Title = "T", ColumnLabels = ["input"], RowLabels = ["seven"], Note = "seed 1\nmodel 2", ColorBar = new ColorBar(ColorMaps.Magma, scale, "relevance") });
        Assert.True(full.Width > bare.Width + 100 && full.Height > bare.Height + 80, $"{full.Width} x {full.Height}");
        Assert.Contains(Enumerable.Range(0, full.Width), x => full[x, 20].R == 0);
    }

    [Fact]
    public void TheFigureIsTheSameEveryTime() => Assert.Equal(2268878288u, Checksum(Figure.Compose(
        [[Square(90, caption: "a"), Square(180, caption: "b")]],
        new FigureOptions
        {
            Title = "QGrad-CAM",
            RowLabels = ["1"],
            ColumnLabels = ["x", "y"],
            ColorBar = new ColorBar(ColorMaps.RedBlue, new DisplayScale(DisplayRule.MaxAbs, -1, 1)),
        })));

    [Fact]
    public void LabelsThatDoNotFitTheGridAreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Figure.Compose([[Square(1)]], new FigureOptions { RowLabels = ["a", "b"] }));
        Assert.Equal("Figure: 2 row labels were given for 1 rows.", error.Message);
        Assert.StartsWith("Figure: there is no panel to draw.", Assert.Throws<ArgumentException>(() => Figure.Compose([])).Message);
    }

    [Fact]
    public void DrawingOutsideIsCutOff()
    {
        var canvas = new Canvas(4, 4, Rgb.White);
        canvas.Draw(Square(7, 10).Image, -3, -3);
        canvas.Fill(3, 3, 9, 9, Rgb.Black);
        canvas.Frame(-1, -1, 3, 3, Rgb.Yellow);
        canvas.Text("W", -2, -2, new TextStyle());
        Assert.Equal(0, canvas.Image[3, 3].R);
    }

    /// <summary>FNV-1a over size and samples.</summary>
    private static uint Checksum(RgbImage image) =>
        image.Pixels.Prepend((byte)image.Height).Prepend((byte)image.Width).Aggregate(2166136261u, (hash, sample) => unchecked((hash ^ sample) * 16777619u));
}
