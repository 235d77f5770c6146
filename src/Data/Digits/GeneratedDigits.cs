using System.Numerics;
using QXai.Data.Idx;
using QXai.Data.Images;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Digits;

/// <summary>
/// Handwritten digits without a download: 28 x 28 pictures of the ten digits, written in several ways by a pen whose slant, proportions, thickness,
/// pressure and steadiness are random, blurred and noisy; and the true strokes as a mask. Sample i depends on the seed, the split and i only; every
/// ten consecutive samples hold each digit once, in random order. A sample is drawn when it is first read and kept as bytes.
/// </summary>
public sealed class GeneratedDigits<T> : ImageSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DigitSheet sheet;

    /// <summary>
    /// <paramref name="count"/> samples; normalised with <see cref="Normalisation.Mnist"/> unless told otherwise. The two splits of a seed have no
    /// sample in common.
    /// </summary>
    public GeneratedDigits(ulong seed, int count, DataSplit split = DataSplit.Train, DigitStyle? style = null, Normalisation? normalisation = null)
        : this(new DigitSheet(SeededRandom.Mix(seed, (ulong)split), count, style ?? DigitStyle.Default), normalisation ?? Normalisation.Mnist)
    {
    }

    private GeneratedDigits(DigitSheet sheet, Normalisation normalisation)
        : base(new Shape(1, DigitSheet.Size, DigitSheet.Size), sheet.Count, Mnist.Digits, normalisation)
    {
        this.sheet = sheet;
    }

    /// <summary>The same samples in another precision or under another normalisation; shares the bytes.</summary>
    public GeneratedDigits<TOther> As<TOther>(Normalisation? normalisation = null)
        where TOther : unmanaged, IFloatingPointIeee754<TOther> => new(sheet, normalisation ?? Normalisation);

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return sheet.Label(index);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Pixels(int index)
    {
        CheckIndex(index);
        return sheet.Pixels(index);
    }

    /// <summary>
    /// Which pixels [H, W] the strokes cover by at least half, before blur and noise: the ground truth for explanations.
    /// </summary>
    public bool[] Mask(int index)
    {
        CheckIndex(index);
        return sheet.Mask(index);
    }
}
