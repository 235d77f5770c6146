using System.Numerics;
using QXai.Quantum;
using QXai.Reference.Circuits;

namespace QXai.Reference.Explanations;

/// <summary>
/// The power series of an expectation along one input's axis, by its definition: every rotation that the input feeds is multiplied by exp(-i s t G) =
/// sum over j of (-i s t G)^j / j! for its slope s, and states are polynomials in t. For angles that are affine in the input.
/// </summary>
public static class AxisSeries
{
    /// <summary>a_0, ..., a_order of &lt;Q&gt;(x + t e_input) = sum over k of a_k t^k; a_k is the k-th derivative over k!.</summary>
    public static double[] Of(Circuit circuit, Observable observable, double[] x, double[] weights, int input, int order)
    {
        var (states, q) = (States(circuit, x, weights, input, order), TextbookMatrices.Of(observable, circuit.Qubits));
        var series = new double[order + 1];
        for (var i = 0; i <= order; i++)
        {
            var measured = q * states[i];
            for (var j = 0; i + j <= order; j++)
            {
                for (var k = 0; k < measured.Length; k++)
                {
                    series[i + j] += (Complex.Conjugate(states[j][k]) * measured[k]).Real;
                }
            }
        }

        return series;
    }

    /// <summary>psi_0, ..., psi_order of psi(x + t e_input) = sum over k of psi_k t^k.</summary>
    internal static Complex[][] States(Circuit circuit, double[] x, double[] weights, int input, int order)
    {
        var size = 1 << circuit.Qubits;
        Complex[][] states = [.. Enumerable.Range(0, order + 1).Select(_ => new Complex[size])];
        states[0][0] = 1;
        foreach (var gate in circuit.Gates)
        {
            foreach (var (number, matrix) in TextbookGates.FactorsOf(gate))
            {
                var (unitary, generator) = TextbookMatrices.Step(circuit.Qubits, gate, number, matrix, x, weights);
                states = [.. states.Select(state => unitary * state)];
                var slope = number is { } i ? Slopes.Of(gate.Angles[i], x, weights, AngleSource.Input, x.Length)[input] : 0;
                states = slope == 0 ? states : Turned(states, new Complex(0, -slope) * generator!);
            }
        }

        return states;
    }

    /// <summary>exp(t A) times a polynomial: the coefficient of t^k is the sum over j of A^j psi_(k - j) / j!.</summary>
    private static Complex[][] Turned(Complex[][] states, DenseMatrix a)
    {
        Complex[][] turned = [.. states.Select(state => new Complex[state.Length])];
        for (var m = 0; m < states.Length; m++)
        {
            var term = states[m];
            for (var j = 0; m + j < states.Length; j++)
            {
                for (var k = 0; k < term.Length; k++)
                {
                    turned[m + j][k] += term[k];
                }

                term = 1.0 / (j + 1) * a * term;
            }
        }

        return turned;
    }
}
