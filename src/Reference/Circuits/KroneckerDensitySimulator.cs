using System.Numerics;
using QXai.Quantum;
using QXai.Quantum.Noise;

namespace QXai.Reference.Circuits;

/// <summary>
/// The slow twin of the density-matrix simulator: rho is a full matrix, gates and Kraus operators are full matrices from Kronecker products, and every step is
/// sum over k of K rho K^dag, written out. Readout errors mix the diagonal of rho in the basis of the observable. For up to about 5 qubits.
/// </summary>
public sealed class KroneckerDensitySimulator
{
    private readonly NoisyCircuit noisy;
    private readonly double[] inputs, weights;
    private readonly List<(DenseMatrix[] Operators, Angle Angle, DenseMatrix? Generator)> steps = [];

    /// <summary>Builds all matrices of a noisy circuit at given inputs and weights; the initial state is |0...0&gt;.</summary>
    public KroneckerDensitySimulator(NoisyCircuit noisy, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        (this.noisy, this.inputs, this.weights) = (noisy, inputs.ToArray(), weights.ToArray());
        for (var number = 0; number <= noisy.Circuit.Count; number++)
        {
            foreach (var channel in noisy.Channels.Where(channel => channel.Position == number))
            {
                steps.Add(([.. TextbookChannels.KrausOf(channel.Channel).Select(k => Embedding.Full(k, Qubits, channel.Qubits))], 0, null));
            }

            if (number < noisy.Circuit.Count)
            {
                Add(noisy.Circuit.Gates[number]);
            }
        }
    }

    private int Qubits => noisy.Circuit.Qubits;

    /// <summary>The final density matrix, row by row.</summary>
    public Complex[,] State()
    {
        var rho = Run(-1);
        var entries = new Complex[rho.Size, rho.Size];
        for (var i = 0; i < rho.Size * rho.Size; i++)
        {
            entries[i / rho.Size, i % rho.Size] = rho[i / rho.Size, i % rho.Size];
        }

        return entries;
    }

    /// <summary>tr(Q rho), readout errors included.</summary>
    public double Expectation(Observable observable) => Trace(observable, Run(-1));

    /// <summary>
    /// d tr(Q rho) / dx_i (or dw_j) for i = 0, 1, ...: the sum over steps with that parameter of the circuit with -i (G rho - rho G) put in after the step.
    /// </summary>
    public double[] Gradient(Observable observable, AngleSource source, int count)
    {
        var gradient = new double[count];
        for (var l = 0; l < steps.Count; l++)
        {
            var slopes = Slopes.Of(steps[l].Angle, inputs, weights, source, count);
            var derivative = slopes.Any(slope => slope != 0) ? Trace(observable, Run(l)) : 0;
            for (var i = 0; i < count; i++)
            {
                gradient[i] += slopes[i] * derivative;
            }
        }

        return gradient;
    }

    private void Add(AppliedGate gate)
    {
        foreach (var (number, matrix) in TextbookGates.FactorsOf(gate))
        {
            var angle = number is { } i ? gate.Angles[i] : 0;
            var core = number is null ? matrix : (new Complex(0, -angle.Value(inputs, weights)) * matrix).Exponential();
            var met = Embedding.Projector(Qubits, gate);
            var unitary = met * Embedding.Full(core, Qubits, gate.Targets) + (DenseMatrix.Identity(1 << Qubits) - met);
            steps.Add(([unitary], angle, number is null ? null : met * Embedding.Full(matrix, Qubits, gate.Targets)));
        }
    }

    /// <summary>rho at the end, or its derivative with respect to the angle of step <paramref name="differentiated"/>.</summary>
    private DenseMatrix Run(int differentiated)
    {
        var rho = new DenseMatrix(1 << Qubits) { [0, 0] = 1 };
        for (var l = 0; l < steps.Count; l++)
        {
            var before = rho;
            rho = steps[l].Operators.Select(k => k * before * k.Adjoint()).Aggregate((a, b) => a + b);
            if (l == differentiated)
            {
                var generator = steps[l].Generator!;
                rho = -Complex.ImaginaryOne * (generator * rho - rho * generator);
            }
        }

        return rho;
    }

    /// <summary>
    /// Per Pauli string: the basis is turned so that the string is diagonal, the diagonal of rho is mixed by the readout errors, and the signs are summed.
    /// </summary>
    private double Trace(Observable observable, DenseMatrix rho)
    {
        var total = 0.0;
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            var turn = pauli.ToWord(Qubits).Aggregate(DenseMatrix.Identity(1), (product, letter) => product.Kronecker(TextbookGates.ToZ(letter)));
            var turned = turn * rho * turn.Adjoint();
            for (var read = 0; read < rho.Size; read++)
            {
                for (var actual = 0; actual < rho.Size; actual++)
                {
                    total += coefficient * Sign(pauli, read) * ReadProbability(read, actual) * turned[actual, actual].Real;
                }
            }
        }

        return total;
    }

    private int Sign(PauliString pauli, int read) =>
        Enumerable.Range(0, Qubits).Aggregate(1, (sign, q) => pauli[q] != 'I' && ((read >> (Qubits - 1 - q)) & 1) != 0 ? -sign : sign);

    private double ReadProbability(int read, int actual) => Enumerable.Range(0, Qubits).Aggregate(1.0, (product, q) =>
    {
        var (error, r, a) = (noisy.Readout.Errors[q], (read >> (Qubits - 1 - q)) & 1, (actual >> (Qubits - 1 - q)) & 1);
        var wrong = a == 0 ? error.ZeroReadAsOne : error.OneReadAsZero;
        return product * (r == a ? 1 - wrong : wrong);
    });
}
