using System.Globalization;

namespace QXai.Data.Transforms;

/// <summary>
/// What <see cref="Augmented{T}"/> changes about a sample, drawn anew each time. Everything is off unless set. "At most" limits a uniform draw that
/// is symmetric about no change.
/// </summary>
public sealed record AugmentOptions
{
    /// <summary>A moderate choice for handwritten digits.</summary>
    public static AugmentOptions Digits { get; } = new() { Shift = 2, Rotation = 10, Scale = 0.1, Elastic = 0.6 };

    /// <summary>Shift at most in each direction, in whole pixels, so that a shift alone changes no value.</summary>
    public int Shift { get; init; }

    /// <summary>Rotation about the centre at most, in degrees.</summary>
    public double Rotation { get; init; }

    /// <summary>Relative change of size about the centre at most; 0.1 draws factors from 0.9 to 1.1.</summary>
    public double Scale { get; init; }

    /// <summary>Deviation of a smooth random field that bends the picture, in pixels (elastic distortion; Simard, Steinkraus and Platt, 2003).</summary>
    public double Elastic { get; init; }

    /// <summary>Whether every second picture, on average, is mirrored left to right.</summary>
    public bool Mirror { get; init; }

    /// <summary>Whether anything but whole-pixel shifts and mirrors may happen, so that values between pixels are needed.</summary>
    internal bool Interpolates => Rotation > 0 || Scale > 0 || Elastic > 0;

    /// <summary>Throws <see cref="ArgumentException"/> where a value makes no sense.</summary>
    internal void Check()
    {
        Require(Shift, nameof(Shift), 0, 1 << 20);
        Require(Rotation, nameof(Rotation), 0, 180);
        Require(Scale, nameof(Scale), 0, 0.9);
        Require(Elastic, nameof(Elastic), 0, 1 << 20);
    }

    private static void Require(double value, string name, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"AugmentOptions: {name} is {value}, but {least} to {most} is expected."));
        }
    }
}
