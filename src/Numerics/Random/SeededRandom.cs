using System.Numerics;

namespace QXai.Numerics.Random;

/// <summary>
/// The project's only source of randomness: xoshiro256** (Blackman and Vigna, 2018), its four words filled from the seed by SplitMix64.
/// The sequence for a seed is part of the public contract and never changes between versions.
/// <see cref="Derive"/> gives independent generators for parts of a work (an epoch, a step, a sample), so that results depend on the seed and not on
/// the order in which threads reach the parts.
/// </summary>
public sealed class SeededRandom
{
    private readonly ulong seed;
    private ulong s0, s1, s2, s3;

    /// <summary>A generator for a seed; equal seeds give equal sequences.</summary>
    public SeededRandom(ulong seed)
    {
        this.seed = seed;
        Reseed(seed);
    }

    /// <summary>The generator of part <paramref name="key"/> of this generator's work: depends on the seed and the key only, not on what was drawn so
    /// far.</summary>
    public SeededRandom Derive(ulong key) => new(Mix(seed, key));

    /// <summary>A seed for part <paramref name="key"/> of the work with seed <paramref name="seed"/>: two SplitMix64 finalisers over seed and key.</summary>
    public static ulong Mix(ulong seed, ulong key) => SplitMix(SplitMix(seed) ^ (key * 0xD1342543DE82EF95UL + 0x2545F4914F6CDD1DUL));

    /// <summary>Starts over as if newly made with <paramref name="seed"/> (but <see cref="Derive"/> keeps to the seed of construction).</summary>
    public void Reseed(ulong seed)
    {
        s0 = SplitMix(seed);
        s1 = SplitMix(seed + 0x9E3779B97F4A7C15UL);
        s2 = SplitMix(seed + unchecked(2 * 0x9E3779B97F4A7C15UL));
        s3 = SplitMix(seed + unchecked(3 * 0x9E3779B97F4A7C15UL));
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1): the upper 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double NextDouble(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>Uniform integer in [0, bound), without bias (Lemire's multiplication with rejection).</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var (range, threshold) = ((ulong)bound, unchecked(0UL - (ulong)bound) % (ulong)bound);
        while (true)
        {
            var high = Math.BigMul(NextUInt64(), range, out var low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>Standard normal, by Marsaglia's polar method (the second value of a pair is dropped, so that a draw leaves no hidden state).</summary>
    public double NextGaussian()
    {
        while (true)
        {
            var (u, v) = (2 * NextDouble() - 1, 2 * NextDouble() - 1);
            var s = u * u + v * v;
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    /// <summary>A random order of <paramref name="items"/>, in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
