namespace QXai.Numerics.Simd;

/// <summary>
/// The IEEE 754 formats, sign | exponent + bias | fraction, and numbers that move whole numbers in and out of them: adding 1.5 * 2^52 (in single
/// precision 1.5 * 2^23) to a whole number leaves it in the low bits of the fraction, and replacing the upper bits of a small whole number by those
/// of 2^52 makes it the number 2^52 + n.
/// </summary>
internal static class FloatBits
{
    public const int FractionSingle = 23, FractionDouble = 52;

    public const float BiasSingle = 127, WholeSingle = 12_582_912, BiasedSingle = WholeSingle + BiasSingle;

    public const double BiasDouble = 1023, WholeDouble = 6_755_399_441_055_744, BiasedDouble = WholeDouble + BiasDouble, ValueOfTwoTo52 = 4_503_599_627_370_496;

    /// <summary>The bits of 2^52.</summary>
    public const long TwoTo52 = 0x4330_0000_0000_0000;
}
