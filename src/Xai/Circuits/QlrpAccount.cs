using System.Runtime.CompilerServices;

namespace QXai.Xai.Circuits;

/// <summary>The running sums of QLRP's second step: what players get, what is left, and how much larger the shares are than what is shared.</summary>
internal sealed class QlrpAccount(int players, double epsilon)
{
    /// <summary>Below this share of the numbers it is a difference of, a sum of relevances is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>
    /// Below this share of its terms' sizes, a sum of relevances of both signs is no measure to share by: normalising would multiply every relevance,
    /// and its rounding, by a million.
    /// </summary>
    private const double Cancelled = 1e-6;

    private double shared, sizes;

    public double[] Shares { get; } = new double[players];

    /// <summary>sum_a m_a w_p(a): the shares without normalisation.</summary>
    public double[] Unnormalised { get; } = new double[players];

    public double Identity { get; private set; }

    public double Undefined { get; private set; }

    public double Leak { get; private set; }

    /// <summary>sum |R_a^p| / sum |R_a| over the elements that are shared.</summary>
    public double Amplification => shared == 0 ? 1 : sizes / shared;

    /// <summary>
    /// Shares R_a = r_a m_a of a row's elements as R_a^p = R_a w_p / ( s + eps sign(s) sum |w| ), s = sum w. What has no s to divide by stays
    /// undefined (0/0), what epsilon takes away is the leak.
    /// The first element may be the identity's; <paramref name="work"/> holds two rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<double> r, ReadOnlySpan<double> m, double[][] relevance, ReadOnlySpan<double> size, bool isIdentityFirst, Span<double> work)
    {
        var length = r.Length;
        var sums = work[..length];
        var magnitudes = work.Slice(length, length);
        work[..(2 * length)].Clear();
        foreach (var w in relevance)
        {
            RowArithmetic.Add(w.AsSpan(0, length), sums, magnitudes);
        }

        // From here on sums[a] is the factor R_a / ( s + ... ) of the shares, zero where nothing is shared.
        for (var a = 0; a < length; a++)
        {
            var (product, sum, magnitude) = (r[a] * m[a], sums[a], magnitudes[a]);
            sums[a] = 0;
            if (product == 0)
            {
                continue;
            }

            if (a == 0 && isIdentityFirst)
            {
                Identity += product;
                continue;
            }

            if (Math.Abs(sum) <= Math.Max(Rounding * size[a], Cancelled * magnitude))
            {
                Undefined += product;
                continue;
            }

            var factor = product / (sum + (Math.Sign(sum) * epsilon * magnitude));
            sums[a] = factor;
            Leak += factor * Math.Sign(sum) * epsilon * magnitude;
            shared += Math.Abs(product);
            sizes += Math.Abs(factor) * magnitude;
        }

        for (var p = 0; p < players; p++)
        {
            Unnormalised[p] += RowArithmetic.Dot(m, relevance[p]);
            Shares[p] += RowArithmetic.Dot(sums, relevance[p]);
        }
    }

    /// <summary>Adds the sums of another account.</summary>
    public void Add(QlrpAccount other)
    {
        for (var p = 0; p < players; p++)
        {
            Shares[p] += other.Shares[p];
            Unnormalised[p] += other.Unnormalised[p];
        }

        (Identity, Undefined, Leak) = (Identity + other.Identity, Undefined + other.Undefined, Leak + other.Leak);
        (shared, sizes) = (shared + other.shared, sizes + other.sizes);
    }
}
