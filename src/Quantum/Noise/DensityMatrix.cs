using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>
/// The mixed state rho of 1 to 14 qubits: a Hermitian 2^n x 2^n matrix of trace 1, kept as the two real planes of a state of 2n qubits, row bits before
/// column bits, so that every gate runs through the state vector's kernels twice: U on the rows, conj(U) on the columns. Takes 16 * 4^n bytes. Mutable.
/// </summary>
public sealed class DensityMatrix
{
    /// <summary>The most qubits.</summary>
    public const int MaximalQubits = 14;

    /// <summary>The state |0...0&gt;&lt;0...0|. Throws <see cref="InputException"/> before allocating where memory would not suffice.</summary>
    public DensityMatrix(int qubits)
        : this(Vectorised(qubits))
    {
    }

    private DensityMatrix(StateVector<double> planes) => Planes = planes;

    /// <summary>Number of qubits n.</summary>
    public int Qubits => Planes.Qubits / 2;

    /// <summary>Number of rows and of columns, 2^n.</summary>
    public int Size => 1 << Qubits;

    /// <summary>rho_ij.</summary>
    public Complex this[int row, int column] => Planes[(row << Qubits) | column];

    /// <summary>The matrix as a vector: rho_ij at i * 2^n + j.</summary>
    internal StateVector<double> Planes { get; }

    /// <summary>The pure state |psi&gt;&lt;psi| of at most 14 qubits; more throw <see cref="InputException"/>.</summary>
    public static DensityMatrix Of(StateVector<double> state)
    {
        var rho = new DensityMatrix(state.Qubits);
        for (var i = 0; i < state.Dimension; i++)
        {
            for (var j = 0; j < state.Dimension; j++)
            {
                var value = state[i] * Complex.Conjugate(state[j]);
                (rho.Planes.Real[i * state.Dimension + j], rho.Planes.Imaginary[i * state.Dimension + j]) = (value.Real, value.Imaginary);
            }
        }

        return rho;
    }

    /// <summary>The maximally mixed state I / 2^n.</summary>
    public static DensityMatrix Mixed(int qubits)
    {
        var rho = new DensityMatrix(qubits);
        for (var i = 0; i < rho.Size; i++)
        {
            rho.Planes.Real[i * (rho.Size + 1)] = 1.0 / rho.Size;
        }

        return rho;
    }

    /// <summary>
    /// The state after a noisy circuit at inputs [Inputs] and weights [Weights], readout errors excluded; |0...0&gt; is the initial state unless given. Throws
    /// <see cref="ArgumentException"/> where lengths or qubits do not fit, <see cref="OperationCanceledException"/> at the next gate or channel after
    /// cancellation.
    /// </summary>
    public static DensityMatrix Run(
        NoisyCircuit circuit,
        ReadOnlySpan<double> inputs = default,
        ReadOnlySpan<double> weights = default,
        DensityMatrix? initial = null,
        CancellationToken cancellation = default) =>
        new(new DensityRun("DensityMatrix", circuit, [], inputs, weights, initial, cancellation).FinalState());

    /// <summary>rho := U rho U^dag for a circuit without noise.</summary>
    public void Apply(
        Circuit circuit, ReadOnlySpan<double> inputs = default, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Apply(new NoisyCircuit(circuit), inputs, weights, cancellation);

    /// <summary>Applies the gates and channels of a noisy circuit, in order; what a cancelled state holds is somewhere in between.</summary>
    public void Apply(
        NoisyCircuit circuit, ReadOnlySpan<double> inputs = default, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default)
    {
        var run = new DensityRun("Apply", circuit, [], inputs, weights, this, cancellation);
        run.Move(Planes, 0, run.Steps.Length);
    }

    /// <summary>A copy.</summary>
    public DensityMatrix Clone() => new(Planes.Clone());

    /// <summary>p_i = rho_ii for every basis state i.</summary>
    public double[] Probabilities()
    {
        var probabilities = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            probabilities[i] = Planes.Real[i * (Size + 1)];
        }

        return probabilities;
    }

    /// <summary>
    /// tr(Q rho). Only the entries that a Pauli string meets are read: 2^n per term. Throws <see cref="ArgumentException"/> where Q needs more qubits.
    /// </summary>
    public double Expectation(Observable observable)
    {
        ArgumentChecks.Fits("Expectation", observable, Qubits);
        var sum = 0.0;
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            sum += coefficient * Vectorisation.Trace(BitPauli.Of(pauli, Qubits), Planes);
        }

        return sum;
    }

    /// <summary>tr(rho): 1, up to rounding.</summary>
    public double Trace() => Probabilities().Sum();

    /// <summary>tr(rho^2): 1 for a pure state, 1 / 2^n for the maximally mixed one.</summary>
    public double Purity() => Planes.Inner(Planes).Real;

    /// <summary>&lt;psi|rho|psi&gt;, the fidelity with a pure state.</summary>
    public double Fidelity(StateVector<double> state) => Planes.Inner(Of(state).Planes).Real;

    /// <summary>The matrix, for up to 10 qubits; more throw <see cref="ArgumentException"/>.</summary>
    public ComplexMatrix ToMatrix() => Qubits <= 10
        ? ComplexMatrix.Generate(Size, (i, j) => this[i, j])
        : throw new ArgumentException($"DensityMatrix: {Qubits} qubits are too many for a matrix of numbers; 10 is the most.");

    private static StateVector<double> Vectorised(int qubits)
    {
        if (qubits is < 1 or > MaximalQubits)
        {
            throw new InputException($"DensityMatrix: {qubits} qubits are outside 1 to {MaximalQubits}.");
        }

        MemoryBudget.RequireStates($"A density matrix of {qubits} qubits", 2 * qubits, 1);
        return new(2 * qubits);
    }
}
