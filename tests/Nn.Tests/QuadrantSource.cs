using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Tests;

/// <summary>
/// Noisy images of 8 x 8 pixels whose class is the quadrant that is bright. With <paramref name="jitter"/>, noise is drawn anew for every draw.
/// </summary>
internal sealed class QuadrantSource<T>(int count, ulong seed, int classes = 4, bool jitter = false) : IBatchSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Count => count;

    public Shape SampleShape { get; } = new(1, 8, 8);

    public IReadOnlyList<string> ClassNames { get; } = [.. Enumerable.Range(0, classes).Select(c => $"quadrant {c}")];

    public int Label(int index) => (int)(SeededRandom.Mix(seed, (ulong)index) % (ulong)classes);

    public void Read(int index, ulong draw, Span<T> destination)
    {
        var noise = SeededRandom.Mix(SeededRandom.Mix(seed + 1, (ulong)index), jitter ? draw : 0);
        var label = Label(index);
        for (var i = 0; i < destination.Length; i++)
        {
            var bright = label == 2 * (i / 32) + i % 8 / 4;
            destination[i] = T.CreateTruncating((bright ? 0.8 : 0.2) + 0.4 * (SeededRandom.Mix(noise, (ulong)i) >> 40) / (1 << 24));
        }
    }
}
