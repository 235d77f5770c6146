using System.Numerics;
using System.Numerics.Tensors;
using QXai.Quantum;
using QXai.Reference.DualNumbers;

namespace QXai.Reference.Explanations;

/// <summary>
/// f(x) = tr(rho(x) M) of an encoded product state, for up to about 10 qubits: rho_q(x) by running each qubit's own gates, M = U^dag Q U by running
/// every basis state through U and multiplying out, every coordinate by its definition. The wide twin of <see cref="TextbookQlrp"/>, without matrices
/// of the circuit; takes seconds.
/// </summary>
public sealed class TextbookProductScore
{
    /// <summary>What a component of a one-qubit state is called zero below: the rounding of its few gates.</summary>
    private const double Rounding = 2e-15;

    private readonly int qubits, size;
    private readonly Circuit[] encodings;
    private readonly double[] weights;
    private readonly double[][] re, im;

    /// <summary>A circuit cut into V, with all inputs and a product of one-qubit circuits, and U, without inputs.</summary>
    public TextbookProductScore(Circuit v, Circuit u, Observable observable, IReadOnlyList<double> weights)
    {
        (qubits, size, this.weights) = (v.Qubits, 1 << v.Qubits, [.. weights]);
        encodings = [.. Enumerable.Range(0, qubits).Select(q => v.Gates.Where(gate => gate.Qubits.Contains(q)).Aggregate(
            new Circuit(1, v.Inputs, v.Weights), (own, gate) => own.Add(gate.Gate, [0], gate.Angles.AsSpan())))];
        (re, im) = Measured(u, observable);
    }

    /// <summary>
    /// R_p = sum over a of R_a w_p / (s + e sign(s) sum |w|), s = sum over p of w_p, and what is not shared: the identity's part, 0/0 (s at most
    /// 1e-12 of the numbers that it is a difference of, or at most a millionth of sum |w|), and what e takes.
    /// </summary>
    public (double[] Shares, double Identity, double Undefined, double Leak) Qlrp(double[] x, double[] reference, CoordinateShare share, bool pauli, double epsilon)
    {
        var (state, (common, players)) = (States(x), Players(x, reference, share));
        var rows = new (double[] Shares, double Identity, double Undefined, double Leak)[size];
        Parallel.For(0, size, row => rows[row] = Row(row));
        return (
            [.. Enumerable.Range(0, players.Length).Select(p => rows.Sum(row => row.Shares[p]))], rows.Sum(row => row.Identity), rows.Sum(row => row.Undefined), rows.Sum(row => row.Leak));

        (double[] Shares, double Identity, double Undefined, double Leak) Row(int row)
        {
            double[] r = Coordinates(row, state, pauli), m = Measured(row, pauli), zero = new double[r.Length];
            var shared = common is null ? zero : Coordinates(row, common, pauli);
            (double[] Sum, double[] Size)[] w = [.. players.Select(terms => Combined(row, terms, shared))];
            var (shares, identity, undefined, leak) = (new double[players.Length], 0.0, 0.0, 0.0);
            for (var a = 0; a < r.Length; a++)
            {
                var product = r[a] * m[a];
                double s = 0, magnitude = 0, numbers = 0;
                foreach (var own in w)
                {
                    (s, magnitude, numbers) = (s + own.Sum[a], magnitude + Math.Abs(own.Sum[a]), numbers + own.Size[a]);
                }

                if (pauli && row == 0 && a == 0)
                {
                    identity += product;
                }
                else if (Math.Abs(s) <= Math.Max(1e-12 * numbers, 1e-6 * magnitude))
                {
                    undefined += product;
                }
                else
                {
                    var denominator = s + Math.Sign(s) * epsilon * magnitude;
                    leak += product * epsilon * magnitude / Math.Abs(denominator);
                    for (var p = 0; p < shares.Length; p++)
                    {
                        shares[p] += product * w[p].Sum[a] / denominator;
                    }
                }
            }

            return (shares, identity, undefined, leak);
        }

        // A mixed share is the common state less the changed one, the others the changed one less the common state.
        (double[] Sum, double[] Size) Combined(int row, (double Factor, double[][] Product)[] terms, double[] shared)
        {
            var sign = share == CoordinateShare.Mixing ? -1 : 1;
            double[] sum = [.. shared.Select(value => -sign * value)], numbers = [.. shared.Select(Math.Abs)];
            foreach (var (factor, product) in terms)
            {
                var own = Coordinates(row, product, pauli);
                for (var a = 0; a < own.Length; a++)
                {
                    sum[a] += sign * factor * own[a];
                    numbers[a] += Math.Abs(factor * own[a]);
                }
            }

            return (sum, numbers);
        }
    }

    /// <summary>
    /// The Pauli split: R_q = sum over words P with a letter other than I on q of tr(rho P) tr(M P) / (2^n |supp P|), and the identity's part tr(Q) / 2^n.
    /// </summary>
    public (double[] Shares, double Identity) Split(double[] x)
    {
        var state = States(x);
        var rows = new double[size][];
        Parallel.For(0, size, row =>
        {
            double[] r = Coordinates(row, state, pauli: true), m = Measured(row, pauli: true);
            rows[row] = new double[qubits + 1];
            for (var z = 0; z < size; z++)
            {
                var letters = BitOperations.PopCount((uint)(row | z));
                for (var q = 0; q < qubits; q++)
                {
                    rows[row][q] += Bit(row | z, q) == 1 ? r[z] * m[z] / letters : 0;
                }

                rows[row][qubits] += letters == 0 ? r[z] * m[z] : 0;
            }
        });
        double[] sums = [.. Enumerable.Range(0, qubits + 1).Select(q => rows.Sum(row => row[q]))];
        return (sums[..qubits], sums[qubits]);
    }

    private (double[][]? Common, (double Factor, double[][] Product)[][] Players) Players(double[] x, double[] reference, CoordinateShare share)
    {
        switch (share)
        {
            case CoordinateShare.Replacement:
                return (States(reference), [.. x.Select((value, i) => new[] { (1.0, States([.. reference[..i], value, .. reference[(i + 1)..]])) })]);
            case CoordinateShare.Slope:
                var states = States(reference);
                return (null, [.. x.Select((value, i) => Enumerable.Range(0, qubits).Where(q => encodings[q].Gates.Any(gate => gate.Angles.Any(angle => Depends(angle, i))))
                    .Select(q => (value - reference[i], With(states, q, State(q, reference, i).Slope))).ToArray())]);
            default:
                var own = States(x);
                return (own, [.. Enumerable.Range(0, qubits).Select(q => new[] { (1.0, With(own, q, [1, 0, 0, 0])) })]);
        }
    }

    private static bool Depends(Angle angle, int input) =>
        (angle.Source == AngleSource.Input && angle.Index == input) || (angle.IsProduct && angle.SecondSource == AngleSource.Input && angle.SecondIndex == input);

    private static double[][] With(double[][] states, int qubit, double[] state) => [.. states[..qubit], state, .. states[(qubit + 1)..]];

    private double[][] States(double[] x) => [.. Enumerable.Range(0, qubits).Select(q => State(q, x, -1).Value)];

    /// <summary>tr(rho_q sigma) for sigma = I, X, Y, Z, and the derivatives by an input.</summary>
    private (double[] Value, double[] Slope) State(int qubit, double[] x, int input)
    {
        var psi = DualState.Run(encodings[qubit], [.. x.Select((value, i) => new Dual(value, i == input ? 1 : 0))], weights).Amplitudes;
        var (zero, one) = (psi[0], psi[1]);
        var (cross, first, last) = (zero.Conjugate() * one, (zero.Conjugate() * zero).Re, (one.Conjugate() * one).Re);
        Dual[] components = [first + last, 2 * cross.Re, 2 * cross.Im, first - last];
        var scale = Math.Abs(zero.Re.Tangent) + Math.Abs(zero.Im.Tangent) + Math.Abs(one.Re.Tangent) + Math.Abs(one.Im.Tangent);
        return (
            [.. components.Select(component => Math.Abs(component.Value) <= 2 * Rounding ? 0 : component.Value)],
            [.. components.Select(component => Math.Abs(component.Tangent) <= 4 * Rounding * scale ? 0 : component.Tangent)]);
    }

    /// <summary>
    /// A row of coordinates of a product of one-qubit matrices (I + X sigma_x + ...) / 2, multiplied up qubit by qubit: of words with X or Y on the bits
    /// of the row, numbered by the bits with Z or Y; or the entries [row, k]: the diagonal one, then sqrt 2 times the real parts, then sqrt 2 times the
    /// imaginary parts.
    /// </summary>
    private double[] Coordinates(int row, double[][] product, bool pauli)
    {
        Complex[] entries = [pauli ? 1 / Math.Sqrt(size) : 1];
        for (var q = 0; q < qubits; q++)
        {
            var p = product[q];
            Complex cross = new(p[1] / 2, (Bit(row, q) == 0 ? -1 : 1) * p[2] / 2);
            Complex[] pair = (pauli, Bit(row, q)) switch
            {
                (true, 0) => [p[0], p[3]],
                (true, _) => [p[1], p[2]],
                (_, 0) => [Small((p[0] + p[3]) / 2), cross],
                _ => [cross, Small((p[0] - p[3]) / 2)],
            };
            entries = [.. entries.SelectMany(entry => pair, (entry, factor) => entry * factor)];
        }

        return pauli
            ? [.. entries.Select(entry => entry.Real)]
            : Entries(row, [.. entries.Select(entry => entry.Real)], [.. entries.Select(entry => entry.Imaginary)]);
    }

    private double[] Measured(int row, bool pauli)
    {
        if (!pauli)
        {
            return Entries(row, re[row], im[row]);
        }

        // tr(P M) = i^(number of Y) sum over j of (-1)^(number of ones of j under Z or Y) M[j, j with the bits of X and Y turned].
        var words = new double[size];
        for (var z = 0; z < size; z++)
        {
            var sum = Complex.Zero;
            for (var j = 0; j < size; j++)
            {
                sum += (BitOperations.PopCount((uint)(j & z)) % 2 == 0 ? 1 : -1) * new Complex(re[j][j ^ row], im[j][j ^ row]);
            }

            words[z] = (Complex.Pow(Complex.ImaginaryOne, BitOperations.PopCount((uint)(row & z))) * sum).Real / Math.Sqrt(size);
        }

        return words;
    }

    private static double[] Entries(int row, double[] real, double[] imaginary) =>
        [real[row], .. real[(row + 1)..].Select(value => Math.Sqrt(2) * value), .. imaginary[(row + 1)..].Select(value => Math.Sqrt(2) * value)];

    /// <summary>M[a, b] = the inner product of U|a&gt; with Q U|b&gt;, and M[b, a] its conjugate.</summary>
    private (double[][] Re, double[][] Im) Measured(Circuit u, Observable observable)
    {
        double[][] columnRe = new double[size][], columnIm = new double[size][], measuredRe = new double[size][], measuredIm = new double[size][];
        double[][] real = new double[size][], imaginary = new double[size][];
        Parallel.For(0, size, b =>
        {
            var state = DualState.Run(u, [.. new Dual[u.Inputs]], weights, b);
            (columnRe[b], columnIm[b]) = Planes(state.Values.ToArray());
            (measuredRe[b], measuredIm[b]) = Planes(state.Measured(observable));
            (real[b], imaginary[b]) = (new double[size], new double[size]);
        });
        Parallel.For(0, size, a =>
        {
            for (var b = a; b < size; b++)
            {
                (real[a][b], imaginary[a][b]) = Inner(columnRe[a], columnIm[a], measuredRe[b], measuredIm[b]);
                (real[b][a], imaginary[b][a]) = (real[a][b], -imaginary[a][b]);
            }
        });
        return (real, imaginary);
    }

    private static (double Re, double Im) Inner(double[] leftRe, double[] leftIm, double[] rightRe, double[] rightIm) => (
        TensorPrimitives.Dot<double>(leftRe, rightRe) + TensorPrimitives.Dot<double>(leftIm, rightIm),
        TensorPrimitives.Dot<double>(leftRe, rightIm) - TensorPrimitives.Dot<double>(leftIm, rightRe));

    private static (double[] Re, double[] Im) Planes(Complex[] amplitudes) =>
        ([.. amplitudes.Select(amplitude => amplitude.Real)], [.. amplitudes.Select(amplitude => amplitude.Imaginary)]);

    private int Bit(int bits, int qubit) => (bits >> (qubits - 1 - qubit)) & 1;

    private static double Small(double value) => Math.Abs(value) <= 2 * Rounding ? 0 : value;
}
