using System.Numerics;
using QXai.Quantum;

namespace QXai.Reference.Circuits;

/// <summary>
/// The slow twin of the state-vector simulators: every gate is a full 2^n x 2^n matrix, a sum of Kronecker products of 2 x 2 matrices, multiplied onto the
/// state. For up to about 8 qubits. Shares no arithmetic with what it checks.
/// </summary>
public sealed class KroneckerSimulator
{
    private readonly int qubits;
    private readonly List<(DenseMatrix Unitary, Angle Angle, double Slope, DenseMatrix? Generator)> steps = [];
    private readonly Complex[] initial;

    /// <summary>Builds all matrices of a circuit at given inputs and weights; the initial state is |0...0&gt; unless given.</summary>
    public KroneckerSimulator(Circuit circuit, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, ReadOnlySpan<Complex> initial = default)
    {
        qubits = circuit.Qubits;
        this.initial = initial.IsEmpty ? [1, .. new Complex[(1 << qubits) - 1]] : initial.ToArray();
        foreach (var gate in circuit.Gates)
        {
            foreach (var (number, matrix) in TextbookGates.FactorsOf(gate))
            {
                var angle = number is { } i ? gate.Angles[i] : 0;
                var core = number is null ? matrix : (new Complex(0, -angle.Value(inputs, weights)) * matrix).Exponential();
                var met = Projector(gate);
                var unitary = met * Embed(core, gate) + (DenseMatrix.Identity(1 << qubits) - met);
                steps.Add((unitary, angle, angle.Slope(inputs, weights), number is null ? null : met * Embed(matrix, gate)));
            }
        }
    }

    /// <summary>The final amplitudes.</summary>
    public Complex[] State() => steps.Aggregate(initial, (state, step) => step.Unitary * state);

    /// <summary>&lt;psi|Q|psi&gt; with Q as a full matrix.</summary>
    public double Expectation(Observable observable)
    {
        var state = State();
        return Dot(state, Matrix(observable) * state).Real;
    }

    /// <summary>
    /// d&lt;Q&gt;/dx_i (or dw_j) for i = 0, 1, ...: 2 Re &lt;psi|Q|d psi&gt;, d psi being the sum over the steps with that input of the circuit with -i G inserted
    /// after the step.
    /// </summary>
    public double[] Gradient(Observable observable, AngleSource source, int count)
    {
        var bra = Matrix(observable) * State();
        var gradient = new double[count];
        for (var l = 0; l < steps.Count; l++)
        {
            if (steps[l].Generator is { } generator && steps[l].Angle.Source == source)
            {
                var ket = initial;
                for (var i = 0; i < steps.Count; i++)
                {
                    ket = steps[i].Unitary * ket;
                    ket = i == l ? (-Complex.ImaginaryOne * generator) * ket : ket;
                }

                gradient[steps[l].Angle.Index] += 2 * steps[l].Slope * Dot(bra, ket).Real;
            }
        }

        return gradient;
    }

    private static Complex Dot(Complex[] bra, Complex[] ket)
    {
        var sum = Complex.Zero;
        for (var i = 0; i < bra.Length; i++)
        {
            sum += Complex.Conjugate(bra[i]) * ket[i];
        }

        return sum;
    }

    private DenseMatrix Matrix(Observable observable) => observable.Terms.Aggregate(
        new DenseMatrix(1 << qubits), (sum, term) => sum + term.Coefficient * TextbookGates.Word(term.Pauli.ToWord(qubits)));

    /// <summary>|v&gt;&lt;v| on every control qubit with value v, identity elsewhere.</summary>
    private DenseMatrix Projector(AppliedGate gate)
    {
        var product = DenseMatrix.Identity(1);
        for (var qubit = 0; qubit < qubits; qubit++)
        {
            var factor = DenseMatrix.Identity(2);
            foreach (var control in gate.Controls.Where(control => control.Qubit == qubit))
            {
                factor[control.On ? 0 : 1, control.On ? 0 : 1] = 0;
            }

            product = product.Kronecker(factor);
        }

        return product;
    }

    /// <summary>sum over a, b of M[a, b] times the product of |a_k&gt;&lt;b_k| on the targets and identities elsewhere.</summary>
    private DenseMatrix Embed(DenseMatrix matrix, AppliedGate gate)
    {
        var sum = new DenseMatrix(1 << qubits);
        for (var a = 0; a < matrix.Size; a++)
        {
            for (var b = 0; b < matrix.Size; b++)
            {
                if (matrix[a, b] == 0)
                {
                    continue;
                }

                var product = DenseMatrix.Identity(1);
                for (var qubit = 0; qubit < qubits; qubit++)
                {
                    var k = gate.Targets.IndexOf(qubit);
                    var factor = k < 0 ? DenseMatrix.Identity(2) : new DenseMatrix(2);
                    if (k >= 0)
                    {
                        var shift = gate.Targets.Length - 1 - k;
                        factor[(a >> shift) & 1, (b >> shift) & 1] = 1;
                    }

                    product = product.Kronecker(factor);
                }

                sum += matrix[a, b] * product;
            }
        }

        return sum;
    }
}
