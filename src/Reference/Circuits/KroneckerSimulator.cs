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
    private readonly List<(DenseMatrix Unitary, Angle Angle, DenseMatrix? Generator)> steps = [];
    private readonly Complex[] initial;
    private readonly double[] inputs, weights;

    /// <summary>Builds all matrices of a circuit at given inputs and weights; the initial state is |0...0&gt; unless given.</summary>
    public KroneckerSimulator(Circuit circuit, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, ReadOnlySpan<Complex> initial = default)
    {
        qubits = circuit.Qubits;
        (this.inputs, this.weights) = (inputs.ToArray(), weights.ToArray());
        this.initial = initial.IsEmpty ? [1, .. new Complex[(1 << qubits) - 1]] : initial.ToArray();
        foreach (var gate in circuit.Gates)
        {
            foreach (var (number, matrix) in TextbookGates.FactorsOf(gate))
            {
                var angle = number is { } i ? gate.Angles[i] : 0;
                var core = number is null ? matrix : (new Complex(0, -angle.Value(inputs, weights)) * matrix).Exponential();
                var met = Embedding.Projector(qubits, gate);
                var unitary = met * Embedding.Full(core, qubits, gate.Targets) + (DenseMatrix.Identity(1 << qubits) - met);
                steps.Add((unitary, angle, number is null ? null : met * Embedding.Full(matrix, qubits, gate.Targets)));
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
    /// d&lt;Q&gt;/dx_i (or dw_j) for i = 0, 1, ...: 2 Re &lt;psi|Q|d psi&gt;, d psi being the sum over the steps with that input of the circuit with
    /// -i G inserted after the step.
    /// </summary>
    public double[] Gradient(Observable observable, AngleSource source, int count)
    {
        var bra = Matrix(observable) * State();
        var gradient = new double[count];
        for (var l = 0; l < steps.Count; l++)
        {
            var slopes = Slopes.Of(steps[l].Angle, inputs, weights, source, count);
            if (steps[l].Generator is { } generator && slopes.Any(slope => slope != 0))
            {
                var ket = initial;
                for (var i = 0; i < steps.Count; i++)
                {
                    ket = steps[i].Unitary * ket;
                    ket = i == l ? (-Complex.ImaginaryOne * generator) * ket : ket;
                }

                for (var i = 0; i < count; i++)
                {
                    gradient[i] += 2 * slopes[i] * Dot(bra, ket).Real;
                }
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
}
