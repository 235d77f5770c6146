using System.Globalization;
using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// Quantum layer-wise relevance propagation for encoding-first circuits, f(x) = tr( rho(x) M ) + offset: R_a = r_a m_a in an orthonormal basis of
/// Hermitian matrices, each shared among the inputs in proportion to a relevance w_i(a) of the coordinate r_a itself, normalised to sum to one.
/// Normalisation is the method's only content: without it, gradient x difference collapses to D_i f(x~)(x_i - x~_i) and Taylor-infinity to that of f,
/// in every basis. XQML V.
/// </summary>
public sealed class Qlrp : CircuitRelevanceMethod
{
    private const string OnlyStepOne = "only the first step, state times observable, exists for it";

    /// <inheritdoc/>
    public override string Name => "qlrp";

    /// <inheritdoc/>
    public override string Summary =>
        "writes the score as an inner product of encoded state and observable, "
        + "and shares every term among the inputs in proportion to the term's own relevance";

    /// <inheritdoc/>
    public override string Needs =>
        $"an encoding-first circuit of at most {MeasuredOperator.MostQubits} qubits whose inputs are encoded qubit by qubit; "
        + "a root point in reach, or a reference, unless the share is mixed";

    /// <inheritdoc/>
    public override string Promises =>
        "with what cannot be shared sums to f(x); both signs, and sizes that can exceed f(x) by far: see the amplification; one number per input";

    /// <inheritdoc/>
    public override string Source => "Gil-Fuster, Naujoks, Samek and Eisert 2024; XQML V";

    /// <inheritdoc/>
    public override bool IsConservative => true;

    /// <inheritdoc/>
    public override string? Refusal(CircuitScore score) => MeasuredOperator.Refusal(score)
        ?? (score.Encoding.NotFirst is { } trained ? $"the circuit is not encoding-first, since {trained}; {OnlyStepOne}"
            : score.Encoding.NotLocal is { } joined ? $"the encoded state is no product, since {joined}; {OnlyStepOne}"
            : null);

    /// <summary>
    /// sum_a m_a w_i(a), the shares without normalisation, per input: what the two identities are about. For <see cref="QlrpShare.Mixed"/> per qubit.
    /// </summary>
    public static double[] Unnormalised(CircuitScore score, double[] x, double[] reference, QlrpBasis basis, QlrpShare share) =>
        Account(score, x, reference, new() { Basis = basis, Share = share }).Unnormalised;

    private protected override CircuitRelevance Compute(CircuitScore score, double[] x, double[]? reference, CircuitRelevanceOptions options)
    {
        if (!(options.Epsilon >= 0 && double.IsFinite(options.Epsilon)))
        {
            throw new InputException(Invariant($"qlrp: epsilon {options.Epsilon} is not a finite number from 0 on."));
        }

        var isMixed = options.Share == QlrpShare.Mixed;
        if (isMixed && PauliSplit.SharedQubit(score) is { } reason)
        {
            throw new InputException($"qlrp does not apply with the share mixed: {reason}.");
        }

        var (point, root) = isMixed ? (x, null) : RootUnlessGiven(score, x, reference, options);
        var account = Account(score, x, point, options);
        var idle = isMixed
            ? Enumerable.Range(0, score.Circuit.Qubits).Where(qubit => score.Encoding.InputsOf(qubit).IsEmpty).Sum(qubit => account.Shares[qubit])
            : 0;
        var result = new CircuitRelevance
        {
            Method = Name,
            Relevance = isMixed
                ? [.. Enumerable.Range(0, score.Inputs).Select(input => score.Encoding.QubitsOf(input).Sum(qubit => account.Shares[qubit]))]
                : account.Shares,
            Score = score.Value(x),
            Parts = [.. Parts(account, score.Offset, idle)],
            Reference = isMixed ? null : point,
            Root = root,
            Amplification = account.Amplification,
            Choices =
            [
                Choice("basis", options.Basis),
                Choice("share", options.Share),
                new("epsilon", options.Epsilon.ToString("R", CultureInfo.InvariantCulture)),
            ],
        };
        return result with { Notes = [.. Notes(result, account)] };
    }

    /// <summary>Both steps, row by row of the basis.</summary>
    [Equation("XQML", "V")]
    private static QlrpAccount Account(CircuitScore score, double[] x, double[] reference, CircuitRelevanceOptions options)
    {
        var (encoding, m) = (new ProductEncoding(score), score.Measured(options.Cancellation));
        var basis = HermitianBasis.Of(options.Basis, score.Circuit.Qubits);
        var (state, shares) = (basis.Rows(encoding.States(x)), QlrpShares.Of(options.Share, score, encoding, x, reference));
        shares.Prepare(basis);
        var accounts = new QlrpAccount[Blocks.Count];
        Blocks.Run(basis.Count, options.Cancellation, () => new QlrpRows(shares.Players, 2 * basis.Count), (own, block, start, end) =>
        {
            var account = accounts[block] = new(shares.Players, options.Epsilon);
            for (var row = start; row < end; row++)
            {
                var length = basis.Length(row);
                basis.Coordinates(row, state, own.State, own.Scratch);
                basis.Coordinates(row, m, own.Measured, own.Scratch);
                shares.Row(basis, row, own.Relevance, own.Size, own.Work, own.Scratch);
                account.Add(own.State.AsSpan(0, length), own.Measured.AsSpan(0, length), own.Relevance, own.Size, basis.IsIdentity(row, 0), own.Work);
            }
        });
        var total = new QlrpAccount(shares.Players, options.Epsilon);
        foreach (var account in accounts.OfType<QlrpAccount>())
        {
            total.Add(account);
        }

        return total;
    }

    private static IEnumerable<UnassignedPart> Parts(QlrpAccount account, double offset, double idle)
    {
        yield return new("identity", account.Identity);
        yield return new("0/0", account.Undefined);
        yield return new("epsilon", account.Leak);
        yield return new("bias", offset);
        if (idle != 0)
        {
            yield return new("qubits without input", idle);
        }
    }

    private static IEnumerable<string> Notes(CircuitRelevance result, QlrpAccount account)
    {
        if (result.Root is { IsRoot: false } nearest)
        {
            yield return Invariant(
                $"No root point is in reach: the smallest score that the search met is f = {nearest.Value:G6}, at distance {nearest.Distance:G4}.");
        }

        if (account.Amplification > 10)
        {
            yield return Invariant(
                $"Shares of both signs exceed what is shared {account.Amplification:G4}-fold: the relevances are differences of much larger numbers.");
        }
    }
}
