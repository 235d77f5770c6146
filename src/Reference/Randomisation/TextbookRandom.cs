namespace QXai.Reference.Randomisation;

/// <summary>
/// The project's random numbers as their papers state them: xoshiro256** (Blackman and Vigna 2018), its four words being the first four numbers of
/// SplitMix64 (Steele, Lea and Flood 2014) for the seed; normal numbers by Marsaglia's polar method (1964), of whose pairs the second is dropped.
/// </summary>
public sealed class TextbookRandom
{
    private readonly ulong[] s;

    /// <summary>The sequence of a seed.</summary>
    public TextbookRandom(ulong seed) => s = [.. SplitMix(seed).Take(4)];

    /// <summary>The sequence of four given words.</summary>
    public TextbookRandom(ulong[] words) => s = [.. words];

    /// <summary>SplitMix64: the state grows by the golden ratio of 2^64 and is mixed.</summary>
    public static IEnumerable<ulong> SplitMix(ulong state)
    {
        while (true)
        {
            state += 0x9e3779b97f4a7c15;
            var z = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            yield return z ^ (z >> 31);
        }
    }

    /// <summary>The seed of part <paramref name="key"/> of the work with that seed: SplitMix64 of SplitMix64(seed) xor a linear function of the
    /// key.</summary>
    public static ulong PartSeed(ulong seed, ulong key) => SplitMix(SplitMix(seed).First() ^ (0xd1342543de82ef95 * key + 0x2545f4914f6cdd1d)).First();

    /// <summary>xoshiro256**: rotl(5 s_1, 7) 9, then the linear step of the four words.</summary>
    public ulong Next()
    {
        var result = Rotated(s[1] * 5, 7) * 9;
        var t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = Rotated(s[3], 45);
        return result;
    }

    /// <summary>Uniform in [low, high): low + (high - low) k / 2^53 for the 53 upper bits k.</summary>
    public double Uniform(double low, double high) => low + (high - low) * ((Next() >> 11) / Math.Pow(2, 53));

    /// <summary>Standard normal: u sqrt(-2 log(s) / s) for a point (u, v) inside of the unit circle, s = u^2 + v^2.</summary>
    public double Normal()
    {
        double u, s;
        do
        {
            u = Uniform(-1, 1);
            var v = Uniform(-1, 1);
            s = u * u + v * v;
        }
        while (s is 0 or >= 1);
        return u * Math.Sqrt(-2 * Math.Log(s) / s);
    }

    private static ulong Rotated(ulong x, int bits) => (x << bits) | (x >> (64 - bits));
}
