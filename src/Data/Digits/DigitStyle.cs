using System.Globalization;

namespace QXai.Data.Digits;

/// <summary>
/// How much the handwriting of <see cref="GeneratedDigits{T}"/> varies. Lengths are in pixels of the 28 x 28 picture, where an undistorted digit is
/// about 12 wide and 20 high.
/// "At most" limits a uniform draw, symmetric about nothing happening; "deviation" is that of a normal draw.
/// </summary>
public sealed record DigitStyle
{
    /// <summary>The handwriting that is used where none is given.</summary>
    public static DigitStyle Default { get; } = new();

    /// <summary>Rotation at most, in degrees. 12 unless set.</summary>
    public double Rotation { get; init; } = 12;

    /// <summary>Slant (shear of x by y) at most, as a tangent. 0.25 unless set.</summary>
    public double Slant { get; init; } = 0.25;

    /// <summary>Relative change of width and height at most, each drawn by itself. 0.2 unless set.</summary>
    public double Scale { get; init; } = 0.2;

    /// <summary>Shift at most in each direction, in pixels. 2 unless set.</summary>
    public double Shift { get; init; } = 2;

    /// <summary>Deviation of each point of a stroke from its place, in pixels. 0.4 unless set.</summary>
    public double Jitter { get; init; } = 0.4;

    /// <summary>Deviation of the smooth field that bends the whole digit, in pixels. 0.75 unless set.</summary>
    public double Elastic { get; init; } = 0.75;

    /// <summary>The thinnest stroke, in pixels. 1.2 unless set.</summary>
    public double Thinnest { get; init; } = 1.2;

    /// <summary>The thickest stroke, in pixels. 3.2 unless set.</summary>
    public double Thickest { get; init; } = 3.2;

    /// <summary>Relative change of the thickness along a stroke at most. 0.3 unless set.</summary>
    public double Pressure { get; init; } = 0.3;

    /// <summary>Deviation of the Gaussian blur at most, in pixels. 0.7 unless set.</summary>
    public double Blur { get; init; } = 0.7;

    /// <summary>Deviation of the noise added to every pixel at most, in units of 0..1. 0.08 unless set.</summary>
    public double Noise { get; init; } = 0.08;

    /// <summary>The faintest ink, in units of 0..1; the darkest is 1. 0.7 unless set.</summary>
    public double FaintestInk { get; init; } = 0.7;

    /// <summary>Throws <see cref="ArgumentException"/> where a value makes no sense.</summary>
    internal void Check()
    {
        Require(Rotation, nameof(Rotation), 0, 180);
        Require(Slant, nameof(Slant), 0, 2);
        Require(Scale, nameof(Scale), 0, 0.9);
        Require(Shift, nameof(Shift), 0, 14);
        Require(Jitter, nameof(Jitter), 0, 10);
        Require(Elastic, nameof(Elastic), 0, 10);
        Require(Thinnest, nameof(Thinnest), 0.5, Thickest);
        Require(Thickest, nameof(Thickest), Thinnest, 14);
        Require(Pressure, nameof(Pressure), 0, 0.9);
        Require(Blur, nameof(Blur), 0, 2);
        Require(Noise, nameof(Noise), 0, 1);
        Require(FaintestInk, nameof(FaintestInk), 0.05, 1);
    }

    private static void Require(double value, string name, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"DigitStyle: {name} is {value}, but {least} to {most} is expected."));
        }
    }
}
