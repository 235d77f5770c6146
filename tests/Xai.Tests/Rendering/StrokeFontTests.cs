using QXai.Xai.Rendering;

namespace QXai.Xai.Tests.Rendering;

public class StrokeFontTests
{
    /// <summary>Ink above one half as '#', which at scale 1 is how a bitmap font would look.</summary>
    private static string Draw(string text, double scale = 1)
    {
        var (width, height) = StrokeFont.Measure(text, scale);
        var canvas = new Canvas(width, height, Rgb.White);
        canvas.Text(text, 0, 0, new TextStyle(scale));
        return string.Join(
            '\n',
            Enumerable.Range(0, height).Select(y => string.Concat(Enumerable.Range(0, width).Select(x => canvas.Image[x, y].R < 128 ? '#' : '.'))));
    }

    [Fact]
    public void SmallTextIsAsCrispAsABitmapFont() => Assert.Equal(
        """
        #...#.####..#
        #...#.#.....#
        #...#.#.....#
        #####.####..#
        #...#.#.....#
        #...#.#.....#
        #...#.####..#
        .............
        .............
        """,
        Draw("HEI"));

    [Fact]
    public void EveryPrintableCharacterHasItsOwnShape()
    {
        var shapes = Enumerable.Range('!', '~' - '!' + 1).Select(code => Draw($"{(char)code}|", 3)).ToArray();
        Assert.Equal(94, shapes.Distinct().Count());
        Assert.All(shapes, shape => Assert.Contains('#', shape));
        Assert.DoesNotContain('#', Draw(" ", 3));
    }

    [Fact]
    public void CharactersOutsideAsciiAreABox() => Assert.Equal(Draw("\u00e9"), Draw("\u4e16"));

    [Fact]
    public void MeasureHoldsTheInk()
    {
        foreach (var scale in new[] { 1, 1.5, 2, 3 })
        {
            const string Text = "gjpqy|@ W";
            var (width, height) = StrokeFont.Measure(Text, scale);
            var canvas = new Canvas(width + 40, height + 40, Rgb.White);
            canvas.Text(Text, 20, 20, new TextStyle(scale));
            for (var y = 0; y < canvas.Image.Height; y++)
            {
                for (var x = 0; x < canvas.Image.Width; x++)
                {
                    var inside = x >= 20 && x < 20 + width && y >= 20 && y < 20 + height;
                    Assert.True(inside || canvas.Image[x, y].R > 127, $"ink at {x - 20}, {y - 20} outside {width} x {height} at scale {scale}");
                }
            }
        }
    }
}
