using System.Numerics;
using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// The score as a game between qubits: v(S) = tr( M ( rho_S (x) I / 2^(n - |S|) ) ), absent qubits being maximally mixed. Its Harsanyi dividend of S
/// is the sum over the Pauli strings with support S of tr(rho P) tr(M P) / 2^n, so that shares of strings are exact Shapley values. Qubit q is bit q of a set.
/// </summary>
public sealed class QubitSplit
{
    private readonly double[] bySupport;

    private QubitSplit(double[] bySupport) => this.bySupport = bySupport;

    /// <summary>Number of qubits.</summary>
    public int Qubits => BitOperations.Log2((uint)bySupport.Length);

    /// <summary>What the strings with support S contribute together, S from 0; of the empty set tr(Q) / 2^n.</summary>
    public ReadOnlySpan<double> Dividends => bySupport;

    /// <summary>The identity's part, tr(Q) / 2^n: no qubit's.</summary>
    public double Identity => bySupport[0];

    /// <summary>
    /// All dividends at x, with rho = rho(x) BEFORE U and M = U^dag Q U. Applies to every circuit: with re-uploading, rho is the state after the last
    /// gate that depends on an input. Throws <see cref="InputException"/> for more than 12 qubits.
    /// </summary>
    public static QubitSplit Of(CircuitScore score, double[] x, CancellationToken cancellation = default)
    {
        var (psi, m, n) = (QlrpStepOne.EncodedState(score, x), score.Measured(cancellation), score.Circuit.Qubits);
        var basis = new PauliBasis(n);
        var sums = new double[Blocks.Count][];
        (double[] R, double[] Measured, double[] Scratch) Room() => (new double[basis.Count], new double[basis.Count], new double[2 * basis.Count]);

        Blocks.Run(basis.Count, cancellation, Room, (room, block, start, end) =>
        {
            var ((r, measured, scratch), own) = (room, sums[block] = new double[basis.Count]);
            for (var row = start; row < end; row++)
            {
                basis.Coordinates(row, psi, r, scratch);
                basis.Coordinates(row, m, measured, scratch);
                for (var z = 0; z < r.Length; z++)
                {
                    own[row | z] += r[z] * measured[z];
                }
            }
        });
        var bySupport = new double[basis.Count];
        foreach (var own in sums.OfType<double[]>())
        {
            for (var bits = 0; bits < own.Length; bits++)
            {
                bySupport[Turned(bits, n)] += own[bits];
            }
        }

        return new(bySupport);
    }

    /// <summary>
    /// R_q = sum over strings P with q in supp P of tr(rho P) tr(M P) / (2^n |supp P|): the exact Shapley value of qubit q. Sum: &lt;Q&gt; - tr(Q) / 2^n.
    /// </summary>
    public double[] Shapley() => Shapley([.. Enumerable.Range(0, Qubits).Select(q => 1 << q)]);

    /// <summary>
    /// The exact Shapley values of players who own several qubits each, given as disjoint sets: a set's dividend is shared equally among the players
    /// who own any of it. Other than the sum over a player's qubits of <see cref="Shapley()"/> as soon as one has more than one qubit. What belongs
    /// to no player stays unshared.
    /// </summary>
    public double[] Shapley(int[] players)
    {
        var shares = new double[players.Length];
        for (var support = 1; support < bySupport.Length; support++)
        {
            var members = players.Count(player => (player & support) != 0);
            for (var p = 0; members > 0 && p < players.Length; p++)
            {
                shares[p] += (players[p] & support) != 0 ? bySupport[support] / members : 0;
            }
        }

        return shares;
    }

    private static int Turned(int bits, int qubits)
    {
        var result = 0;
        for (var q = 0; q < qubits; q++)
        {
            result |= ((bits >> (qubits - 1 - q)) & 1) << q;
        }

        return result;
    }
}
