namespace QXai.Xai.Circuits;

/// <summary>
/// The relevance of single coordinates r_a of the encoded product state, by which QLRP's second step shares R_a: for every player p, w_p(a) is a sum
/// of coordinates of product matrices, less a common one. Players are inputs, or for <see cref="QlrpShare.Mixed"/> qubits.
/// </summary>
internal sealed class QlrpShares
{
    private readonly Hermitian2[]? common;
    private readonly (double Factor, Hermitian2[] Product)[][] players;
    private readonly double sign;
    private ProductRows? commonRows;
    private (double Factor, ProductRows Product)[][] playerRows = [];

    private QlrpShares(Hermitian2[]? common, IEnumerable<IEnumerable<(double, Hermitian2[])>> players, double sign = 1) =>
        (this.common, this.players, this.sign) = (common, [.. players.Select(terms => terms.ToArray())], sign);

    /// <summary>Number of players.</summary>
    public int Players => players.Length;

    /// <summary>The relevances of a kind between a reference and x.</summary>
    public static QlrpShares Of(QlrpShare kind, CircuitScore score, ProductEncoding encoding, double[] x, double[] reference) => kind switch
    {
        QlrpShare.TaylorInfinity => TaylorInfinity(score, encoding, x, reference),
        QlrpShare.GradientTimesDifference => GradientTimesDifference(score, encoding, x, reference),
        _ => Mixed(encoding.States(x)),
    };

    /// <summary>Makes all products ready for the rows of a basis.</summary>
    public void Prepare(HermitianBasis basis)
    {
        commonRows = common is null ? null : basis.Rows(common);
        playerRows = [.. players.Select(terms => terms.Select(term => (term.Factor, basis.Rows(term.Product))).ToArray())];
    }

    /// <summary>w_p(a) for the elements of a row, and in <paramref name="size"/>(a) the sizes of the numbers whose differences they are.</summary>
    public void Row(HermitianBasis basis, int row, double[][] relevance, Span<double> size, Span<double> work, Span<double> scratch)
    {
        var length = basis.Length(row);
        var difference = work[..length];
        var coordinates = work.Slice(length, length);
        size = size[..length];
        size.Clear();
        if (commonRows is not null)
        {
            basis.Coordinates(row, commonRows, difference, scratch);
        }

        for (var p = 0; p < players.Length; p++)
        {
            var own = relevance[p].AsSpan(0, length);
            own.Clear();
            foreach (var (factor, product) in playerRows[p])
            {
                basis.Coordinates(row, product, coordinates, scratch);
                RowArithmetic.Add(sign * factor, coordinates, own, size);
            }

            if (commonRows is not null)
            {
                RowArithmetic.Add(-sign, difference, own, size);
            }
        }
    }

    /// <summary>r_a(x~ with component i replaced by x_i) - r_a(x~).</summary>
    private static QlrpShares TaylorInfinity(CircuitScore score, ProductEncoding encoding, double[] x, double[] reference) => new(
        encoding.States(reference),
        Enumerable.Range(0, score.Inputs).Select(input =>
        {
            var moved = (double[])reference.Clone();
            moved[input] = x[input];
            return new[] { (1.0, encoding.States(moved)) };
        }));

    /// <summary>D_i r_a(x~) (x_i - x~_i): the product rule over the qubits that x_i feeds.</summary>
    private static QlrpShares GradientTimesDifference(CircuitScore score, ProductEncoding encoding, double[] x, double[] reference)
    {
        var states = encoding.States(reference);
        return new(null, Enumerable.Range(0, score.Inputs).Select(input => score.Encoding.QubitsOf(input).Select(qubit =>
            (x[input] - reference[input], Replaced(states, qubit, encoding.Derivative(qubit, input, reference))))));
    }

    /// <summary>r_a - r_a with the qubit mixed, per qubit.</summary>
    private static QlrpShares Mixed(Hermitian2[] states) => new(
        [.. states],
        Enumerable.Range(0, states.Length).Select(qubit => new[] { (1.0, Replaced(states, qubit, Hermitian2.Mixed)) }),
        sign: -1);

    private static Hermitian2[] Replaced(Hermitian2[] states, int qubit, Hermitian2 state)
    {
        var replaced = (Hermitian2[])states.Clone();
        replaced[qubit] = state;
        return replaced;
    }
}
