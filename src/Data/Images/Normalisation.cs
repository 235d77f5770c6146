using System.Globalization;
using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Images;

/// <summary>
/// How pixels become what a model sees, per channel c: v = (p / 255 - mean_c) / deviation_c for a byte p in 0..255. One mean and one deviation serve
/// every channel, or there is one of each per channel. Equal by content.
/// </summary>
public sealed class Normalisation : IEquatable<Normalisation>
{
    private readonly double[] means;
    private readonly double[] deviations;

    /// <summary>The same mean and standard deviation, in units of 0..1, for every channel. Throws <see cref="ArgumentException"/> where the deviation
    /// is not a positive number.</summary>
    public Normalisation(double mean, double deviation)
        : this([mean], [deviation])
    {
    }

    /// <summary>One mean and standard deviation per channel, in units of 0..1.</summary>
    public Normalisation(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        if (means.Length == 0 || means.Length != deviations.Length)
        {
            throw new ArgumentException(
                $"Normalisation: {means.Length} means and {deviations.Length} deviations were given; one of each per channel is expected.");
        }

        foreach (var value in means)
        {
            Require(double.IsFinite(value), "mean", value, "a finite number");
        }

        foreach (var value in deviations)
        {
            Require(double.IsFinite(value) && value > 0, "deviation", value, "a positive number");
        }

        (this.means, this.deviations) = (means.ToArray(), deviations.ToArray());
    }

    /// <summary>v = p / 255: pixels in 0..1.</summary>
    public static Normalisation Unit { get; } = new(0, 1);

    /// <summary>Mean and deviation of the training pictures of MNIST: 0.1307 and 0.3081.</summary>
    public static Normalisation Mnist { get; } = new(0.1307, 0.3081);

    /// <summary>Number of channels with their own mean; 1 also serves pictures with more.</summary>
    public int Channels => means.Length;

    /// <summary>The mean of each channel, in units of 0..1.</summary>
    public ReadOnlySpan<double> Means => means;

    /// <summary>The standard deviation of each channel, in units of 0..1.</summary>
    public ReadOnlySpan<double> Deviations => deviations;

    /// <summary>v = (intensity - mean_c) / deviation_c for an intensity in 0..1; 0 and 1 give the range of a channel.</summary>
    public double Apply(double intensity, int channel) => (intensity - means[Slot(channel)]) / deviations[Slot(channel)];

    /// <summary>The inverse: intensity = v * deviation_c + mean_c, which is in 0..1 where v came from a pixel.</summary>
    public double Invert(double value, int channel) => value * deviations[Slot(channel)] + means[Slot(channel)];

    /// <summary>Throws <see cref="ArgumentException"/> unless this serves pictures of <paramref name="channels"/> channels.</summary>
    public void Check(int channels)
    {
        if (Channels != 1 && Channels != channels)
        {
            throw new ArgumentException($"Normalisation: it has means for {Channels} channels, but the pictures have {channels}.");
        }
    }

    /// <inheritdoc/>
    public bool Equals(Normalisation? other) =>
        other is not null && means.AsSpan().SequenceEqual(other.means) && deviations.AsSpan().SequenceEqual(other.deviations);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Normalisation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Channels, means[0], deviations[0]);

    /// <summary>The formula with its numbers.</summary>
    public override string ToString() => $"(p / 255 - [{Join(means)}]) / [{Join(deviations)}]";

    /// <summary>The 256 values of each of <paramref name="channels"/> channels, one channel after the other.</summary>
    internal T[] Table<T>(int channels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(channels);
        var table = new T[channels * 256];
        for (var at = 0; at < table.Length; at++)
        {
            table[at] = T.CreateTruncating(Apply(at % 256 / 255.0, at / 256));
        }

        return table;
    }

    private int Slot(int channel) => Channels == 1 ? 0 : channel;

    private static void Require(bool holds, string what, double value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Normalisation: {what} {value} is not {expected}."));
        }
    }

    private static string Join(double[] values) => string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
