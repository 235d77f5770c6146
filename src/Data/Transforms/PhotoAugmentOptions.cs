using System.Globalization;

namespace QXai.Data.Transforms;

/// <summary>What <see cref="PhotoAugmented{T}"/> changes about a photograph, drawn anew each time. Everything is off unless set.</summary>
public sealed record PhotoAugmentOptions
{
    /// <summary>The choice for photographs of animals: crops from 40 % of the area up, mirrored, with other light and colour.</summary>
    public static PhotoAugmentOptions Photographs { get; } =
        new() { LeastArea = 0.4, Stretch = 4.0 / 3, Mirror = true, Brightness = 0.25, Contrast = 0.25, Saturation = 0.25, Erase = 0.25 };

    /// <summary>The smallest share of the picture's area that a crop may have, in (0, 1]; the share is uniform between it and 1.</summary>
    public double LeastArea { get; init; } = 1;

    /// <summary>The largest change of proportions, at least 1: a crop is wider by a factor whose logarithm is uniform between -ln and ln of it.</summary>
    public double Stretch { get; init; } = 1;

    /// <summary>Whether every second picture, on average, is mirrored left to right.</summary>
    public bool Mirror { get; init; }

    /// <summary>All colours are multiplied by a factor from 1 - b to 1 + b.</summary>
    public double Brightness { get; init; }

    /// <summary>Distances from the picture's mean grey are multiplied by a factor from 1 - c to 1 + c.</summary>
    public double Contrast { get; init; }

    /// <summary>Distances from the pixel's own grey are multiplied by a factor from 1 - s to 1 + s (colour pictures only).</summary>
    public double Saturation { get; init; }

    /// <summary>The probability that a rectangle of 2 to 20 % of the area is replaced by the mean (random erasing; Zhong et al., 2017).</summary>
    public double Erase { get; init; }

    /// <summary>Throws <see cref="ArgumentException"/> where a value makes no sense.</summary>
    internal void Check()
    {
        Require(LeastArea, nameof(LeastArea), 0.01, 1);
        Require(Stretch, nameof(Stretch), 1, 10);
        Require(Brightness, nameof(Brightness), 0, 1);
        Require(Contrast, nameof(Contrast), 0, 1);
        Require(Saturation, nameof(Saturation), 0, 1);
        Require(Erase, nameof(Erase), 0, 1);
    }

    private static void Require(double value, string name, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"PhotoAugmentOptions: {name} is {value}, but {least} to {most} is expected."));
        }
    }
}
