using QXai.Numerics;
using QXai.Quantum.Encodings;
using QXai.Quantum.Simulation;

namespace QXai.Xai.Circuits;

/// <summary>
/// The first step of quantum layer-wise relevance propagation: state and observable as real vectors r and m in one orthonormal basis, the twin
/// network with one hidden layer, f(x) = sum_a r_a(x) m_a + offset, and R_a = r_a m_a. Exact for every basis and every circuit: rho(x) is the state
/// right after the last gate that depends on an input.
/// </summary>
public sealed class QlrpStepOne
{
    /// <summary>The most qubits whose 4^n relevances are written out.</summary>
    public const int MostQubits = 10;

    private readonly HermitianBasis basis;
    private readonly double[][] rows;

    private QlrpStepOne(HermitianBasis basis, double[][] rows, double offset) => (this.basis, this.rows, Offset) = (basis, rows, offset);

    /// <summary>The head's bias, which belongs to no basis element.</summary>
    public double Offset { get; }

    /// <summary>R_a for all 4^n elements.</summary>
    public double[] Relevance => [.. rows.SelectMany(row => row)];

    /// <summary>The names of the elements, in the same order: <c>rho[0,3] re</c>, <c>X0 Z2</c>.</summary>
    public IEnumerable<string> Names => rows.SelectMany((row, number) => row.Select((_, element) => basis.NameOf(number, element)));

    /// <summary>sum_a R_a = f(x) - offset.</summary>
    public double Total => rows.Sum(row => row.Sum());

    /// <summary>
    /// R_a = tr(E_a rho(x)) tr(E_a M) in the chosen basis E. Throws <see cref="InputException"/> for more than 10 qubits.
    /// </summary>
    [Equation("XQML", "V")]
    public static QlrpStepOne Of(CircuitScore score, double[] x, QlrpBasis basis = QlrpBasis.MatrixEntries, CancellationToken cancellation = default)
    {
        if (score.Circuit.Qubits > MostQubits)
        {
            throw new InputException(
                $"qlrp: {score.Circuit.Qubits} qubits have 4^{score.Circuit.Qubits} basis elements, and {MostQubits} qubits are the most to write them out.");
        }

        var (elements, psi, m) = (HermitianBasis.Of(basis, score.Circuit.Qubits), EncodedState(score, x), score.Measured(cancellation));
        var rows = new double[elements.Count][];
        double[] other = new double[2 * elements.Count], scratch = new double[2 * elements.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            var products = rows[row] = new double[elements.Length(row)];
            elements.Coordinates(row, psi, products, scratch);
            elements.Coordinates(row, m, other, scratch);
            for (var a = 0; a < products.Length; a++)
            {
                products[a] *= other[a];
            }
        }

        return new(elements, rows, score.Offset);
    }

    /// <summary>V(x) |psi_0&gt;.</summary>
    internal static StateVector<double> EncodedState(CircuitScore score, double[] x) => score.Encoding.IsAmplitude
        ? AmplitudeEncoding.State(score.Circuit.Qubits, x)
        : StateVector<double>.Run(score.Encoding.V, x, score.Weights.AsSpan());
}
