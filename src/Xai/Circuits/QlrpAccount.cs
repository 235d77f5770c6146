namespace QXai.Xai.Circuits;

/// <summary>The running sums of QLRP's second step: what players get, what is left, and how much larger the shares are than what is shared.</summary>
internal sealed class QlrpAccount(int players, double epsilon)
{
    /// <summary>Below this share of the numbers it is a difference of, a sum of relevances is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>
    /// Below this share of its terms' sizes, a sum of relevances of both signs is no measure to share by: normalising would multiply every relevance, and its rounding, by a million.
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
    /// Shares R_a = r_a m_a as R_a^p = R_a w_p / ( s + eps sign(s) sum |w| ), s = sum w. What has no s to divide by stays undefined (0/0), what epsilon takes away is the leak.
    /// </summary>
    public void Add(double product, double m, double[][] relevance, int element, double size, bool isIdentity)
    {
        var (sum, magnitude) = (0.0, 0.0);
        for (var p = 0; p < players; p++)
        {
            var w = relevance[p][element];
            (sum, magnitude) = (sum + w, magnitude + Math.Abs(w));
            Unnormalised[p] += m * w;
        }

        if (product == 0)
        {
            return;
        }

        if (isIdentity)
        {
            Identity += product;
            return;
        }

        if (Math.Abs(sum) <= Math.Max(Rounding * size, Cancelled * magnitude))
        {
            Undefined += product;
            return;
        }

        var stabiliser = epsilon * magnitude;
        var denominator = sum + Math.Sign(sum) * stabiliser;
        for (var p = 0; p < players; p++)
        {
            Shares[p] += product * relevance[p][element] / denominator;
        }

        Leak += product * stabiliser / Math.Abs(denominator);
        shared += Math.Abs(product);
        sizes += Math.Abs(product) * magnitude / Math.Abs(denominator);
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
