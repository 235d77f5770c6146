using QXai.Data.Png;
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
            new FigureOptions
            {
                Title = "T",
                ColumnLabels = ["input"],
                RowLabels = ["seven"],
                Note = "seed 1\nmodel 2",
                ColorBar = new ColorBar(ColorMaps.Magma, scale, "relevance"),
            });
        Assert.True(full.Width > bare.Width + 100 && full.Height > bare.Height + 80, $"{full.Width} x {full.Height}");
        Assert.Contains(Enumerable.Range(0, full.Width), x => full[x, 20].R == 0);
    }

    [Fact]
    public void ALongNoteIsBrokenIntoLinesInsteadOfWideningTheFigure()
    {
        var options = new FigureOptions { Title = "a title that sets the width" };
        var narrow = Figure.Compose([[Square(200)]], options);
        var noted = Figure.Compose([[Square(200)]], options with { Note = string.Join(' ', Enumerable.Repeat("relevance", 30)) });
        Assert.Equal(narrow.Width, noted.Width);
        Assert.True(noted.Height > narrow.Height + 4 * 16);
    }

    /// <summary>
    /// Compared sample by sample with Golden/figure.png. Where it differs on purpose, look at the picture that the message names and copy it over the
    /// golden one.
    /// </summary>
    [Fact]
    public void TheFigureIsTheGoldenOne()
    {
        var map = Tensor<double>.From(new(3, 3), [-1, -0.5, 0, 0.25, 0.5, 0.75, 1, 0, -0.25]);
        var scale = DisplayScale.For(map, DisplayRule.MaxAbs);
        Panel Of(ColorMap colors, string caption) => new(Enlarge.Nearest(HeatmapImage.Render(map, colors, scale), 16), caption);
        var smooth = new Panel(Enlarge.Bilinear(HeatmapImage.Render(map, ColorMaps.Turbo, scale), 48, 48), "smooth", Rgb.Yellow);
        var figure = Figure.Compose(
            [[Of(ColorMaps.Viridis, "7: 0.98"), Of(ColorMaps.RedBlue, "1: -3e-5")], [smooth, null]],
            new FigureOptions
            {
                Title = "QGrad-CAM",
                RowLabels = ["raw", "big"],
                ColumnLabels = ["(Q8)", "signed"],
                ColorBar = new ColorBar(ColorMaps.RedBlue, scale, "relevance"),
                Note = $"{scale}",
            });
        var actual = Path.Combine(AppContext.BaseDirectory, "figure.actual.png");
        PngWriter.Write(actual, figure);
        var golden = PngReader.Read(Path.Combine(AppContext.BaseDirectory, "Rendering", "Golden", "figure.png"));
        Assert.True(
            golden.Width == figure.Width && golden.Height == figure.Height && Rgba(figure).SequenceEqual(golden.Rgba),
            $"The figure differs from the golden one; it is now {actual}");
    }

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

    private static byte[] Rgba(RgbImage image) => [.. image.Pixels.Chunk(3).SelectMany(pixel => pixel.Append((byte)255))];
}
