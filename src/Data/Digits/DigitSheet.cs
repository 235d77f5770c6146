using QXai.Numerics.Random;

namespace QXai.Data.Digits;

/// <summary>Draws the samples of <see cref="GeneratedDigits{T}"/> when they are asked for and keeps their bytes.</summary>
internal sealed class DigitSheet
{
    /// <summary>Pixels per side.</summary>
    public const int Size = 28;

    private const int Digits = 10;

    private static readonly Glyph[][] GlyphsOf = [.. Enumerable.Range(0, Digits).Select(digit => Glyphs.All.Where(glyph => glyph.Digit == digit).ToArray())];

    private readonly ulong seed;
    private readonly DigitStyle style;
    private readonly byte[] pixels;
    private readonly bool[] drawn;
    private readonly int[] labels;

    public DigitSheet(ulong seed, int count, DigitStyle style)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        style.Check();
        (this.seed, this.style) = (seed, style);
        pixels = new byte[checked(count * Size * Size)];
        drawn = new bool[count];
        labels = Labels(seed, count);
    }

    public int Count => drawn.Length;

    public int Label(int index) => labels[index];

    /// <summary>The picture. Threads that need the same one at the same time draw the same bytes, so nobody waits.</summary>
    public ReadOnlySpan<byte> Pixels(int index)
    {
        var target = pixels.AsSpan(index * Size * Size, Size * Size);
        if (!Volatile.Read(ref drawn[index]))
        {
            var (canvas, random) = Draw(index);
            canvas.Blur(random.NextDouble(0, style.Blur));
            canvas.Develop(random.NextDouble(style.FaintestInk, 1), random.NextDouble(0, style.Noise), random, target);
            Volatile.Write(ref drawn[index], true);
        }

        return target;
    }

    /// <summary>The pixels that the strokes cover by at least half.</summary>
    public bool[] Mask(int index) => Array.ConvertAll(Draw(index).Canvas.Ink, ink => ink >= 0.5f);

    /// <summary>Label i is entry i % 10 of a random order of the ten digits, which depends on the seed and i / 10.</summary>
    private static int[] Labels(ulong seed, int count)
    {
        var labels = new int[count];
        var random = new SeededRandom(seed);
        Span<int> order = stackalloc int[Digits];
        for (var i = 0; i < count; i++)
        {
            if (i % Digits == 0)
            {
                ((ReadOnlySpan<int>)[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).CopyTo(order);
                random.Reseed(SeededRandom.Mix(seed, ~(ulong)(i / Digits)));
                random.Shuffle(order);
            }

            labels[i] = order[i % Digits];
        }

        return labels;
    }

    private (Canvas Canvas, SeededRandom Random) Draw(int index)
    {
        var random = new SeededRandom(SeededRandom.Mix(seed, (ulong)index));
        var ways = GlyphsOf[Label(index)];
        var glyph = ways[random.NextInt(ways.Length)];
        var (pen, canvas) = (new Pen(style, random), new Canvas(Size));
        foreach (var stroke in glyph.Strokes)
        {
            canvas.Draw(pen.Write(stroke, Size));
        }

        return (canvas, random);
    }
}
