using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Simulation.Kernels;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation;

/// <summary>
/// The state of n qubits: 2^n amplitudes psi_i in two real planes, psi_i = Real[i] + i Imaginary[i], in double or single precision. Qubit 0 is the most
/// significant bit of i. Mutable: gates are applied in place. For up to 30 qubits, if memory suffices.
/// </summary>
public sealed class StateVector<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Plane<T> re, im;

    /// <summary>The state |0...0&gt;. Throws <see cref="InputException"/> before allocating where memory would not suffice.</summary>
    public StateVector(int qubits)
    {
        if (qubits is < 1 or > 30)
        {
            throw new InputException($"StateVector: {qubits} qubits are outside 1 to 30.");
        }

        var bytes = (2L * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()) << qubits;
        MemoryBudget.Require($"A state of {qubits} qubits", bytes, bytes > 1L << 26 ? MemoryBudget.Available : bytes);
        Qubits = qubits;
        (re, im) = (new(1 << qubits), new(1 << qubits));
        Real[0] = T.One;
    }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>Number of amplitudes, 2^n.</summary>
    public int Dimension => 1 << Qubits;

    /// <summary>The amplitudes' real parts.</summary>
    public Span<T> Real => re.Span;

    /// <summary>The amplitudes' imaginary parts.</summary>
    public Span<T> Imaginary => im.Span;

    /// <summary>The amplitude of basis state <paramref name="index"/>.</summary>
    public Complex this[int index] => new(double.CreateTruncating(Real[index]), double.CreateTruncating(Imaginary[index]));

    /// <summary>The state with the given 2^n amplitudes, whose squares must sum to 1 within 1e-6.</summary>
    public static StateVector<T> Of(params ReadOnlySpan<Complex> amplitudes)
    {
        if (amplitudes.Length < 2 || !int.IsPow2(amplitudes.Length))
        {
            throw new ArgumentException($"StateVector: {amplitudes.Length} amplitudes are no power of two, but n qubits have 2^n.");
        }

        var state = new StateVector<T>(int.Log2(amplitudes.Length));
        var norm = 0.0;
        for (var i = 0; i < amplitudes.Length; i++)
        {
            (state.Real[i], state.Imaginary[i]) = (T.CreateTruncating(amplitudes[i].Real), T.CreateTruncating(amplitudes[i].Imaginary));
            norm += amplitudes[i].Real * amplitudes[i].Real + amplitudes[i].Imaginary * amplitudes[i].Imaginary;
        }

        return Math.Abs(norm - 1) <= 1e-6
            ? state
            : throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"StateVector: the squares of the {amplitudes.Length} amplitudes sum to {norm:0.######}, but a state's sum to 1."));
    }

    /// <summary>
    /// The state U |initial&gt; after a circuit at inputs [Inputs] and weights [Weights] (default: none), |0...0&gt; being the initial state unless told
    /// otherwise. Throws <see cref="ArgumentException"/> where lengths or qubits do not fit or a number is not finite, <see cref="OperationCanceledException"/>
    /// within milliseconds of cancellation.
    /// </summary>
    public static StateVector<T> Run(
        Circuit circuit,
        ReadOnlySpan<double> inputs = default,
        ReadOnlySpan<double> weights = default,
        StateVector<T>? initial = null,
        CancellationToken cancellation = default)
    {
        var state = initial?.Clone() ?? new StateVector<T>(circuit.Qubits);
        state.Sweep("Apply", circuit, inputs, weights, fromZero: initial is null, cancellation);
        return state;
    }

    /// <summary>Becomes |0...0&gt;.</summary>
    public void Reset()
    {
        Clear();
        Real[0] = T.One;
    }

    /// <summary>Becomes 0, which is no state but a sum to add to.</summary>
    internal void Clear()
    {
        Real.Clear();
        Imaginary.Clear();
    }

    /// <summary>Becomes a copy of <paramref name="other"/>.</summary>
    public void CopyFrom(StateVector<T> other)
    {
        CheckQubits("CopyFrom", other.Qubits);
        other.Real.CopyTo(Real);
        other.Imaginary.CopyTo(Imaginary);
    }

    /// <summary>A copy.</summary>
    public StateVector<T> Clone()
    {
        var copy = new StateVector<T>(Qubits);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>
    /// |psi&gt; := U |psi&gt;: applies all gates of a circuit in order, at inputs [Inputs] and weights [Weights]. Throws as <see cref="Run"/> does; what a
    /// cancelled state holds is somewhere in between.
    /// </summary>
    public void Apply(
        Circuit circuit, ReadOnlySpan<double> inputs = default, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Sweep("Apply", circuit, inputs, weights, fromZero: false, cancellation);

    /// <summary>
    /// |psi&gt; := U |0...0&gt;, whatever the state was before; otherwise as
    /// <see cref="Apply(Circuit, ReadOnlySpan{double}, ReadOnlySpan{double}, CancellationToken)"/>. Cheaper than that after <see cref="Reset"/>: the first
    /// gate of every qubit makes a product state, which is written as such.
    /// </summary>
    public void Prepare(
        Circuit circuit, ReadOnlySpan<double> inputs = default, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Sweep("Prepare", circuit, inputs, weights, fromZero: true, cancellation);

    /// <summary>|psi&gt; := U |psi&gt; for a circuit whose angles are known already.</summary>
    public void Apply(BoundCircuit<T> circuit, CancellationToken cancellation = default)
    {
        CheckQubits("Apply", circuit.Qubits);
        foreach (var stage in circuit.Stages)
        {
            Sweeps.Sweep.Run(this, stage, Workers.Pool, cancellation);
        }
    }

    /// <summary>p_i = |psi_i|^2 for every basis state i.</summary>
    public double[] Probabilities()
    {
        var probabilities = new double[Dimension];
        var re = Real;
        var im = Imaginary;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var (real, imaginary) = (double.CreateTruncating(re[i]), double.CreateTruncating(im[i]));
            probabilities[i] = real * real + imaginary * imaginary;
        }

        return probabilities;
    }

    /// <summary>sqrt(&lt;psi|psi&gt;): 1, up to rounding.</summary>
    public double Norm() => Math.Sqrt(Inner(this).Real);

    /// <summary>&lt;this|other&gt;.</summary>
    public Complex Inner(StateVector<T> other) => Inner(other, default, 0, 0);

    /// <summary>
    /// &lt;psi|Q|psi&gt;: Pauli strings are applied on the fly, no matrix is built; all strings of I and Z together take one sweep. Throws
    /// <see cref="ArgumentException"/> where Q needs more qubits.
    /// </summary>
    [Equation("QGrad-CAM", "2")]
    public double Expectation(Observable observable)
    {
        ArgumentChecks.Fits("Expectation", observable, Qubits);
        var (sum, diagonal) = (0.0, new List<(double, long)>());
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            var bits = BitPauli.Of(pauli, Qubits);
            if (bits.X == 0)
            {
                diagonal.Add((coefficient, bits.Z));
            }
            else
            {
                sum += coefficient * Inner(this, bits, 0, 0).Real;
            }
        }

        return diagonal.Count == 0 ? sum : sum + InnerSweep.Diagonal([.. diagonal], this, Workers.Pool);
    }

    /// <summary>&lt;Z_q&gt; = sum over i of (-1)^(i_q) |psi_i|^2 for every qubit q, in one sweep over the state.</summary>
    public double[] ExpectationsOfZ() => InnerSweep.Z(this, Workers.Pool);

    /// <summary>&lt;this|Pi P|other&gt;, Pi projecting on the basis states whose <paramref name="mask"/> bits are <paramref name="value"/>.</summary>
    internal Complex Inner(StateVector<T> other, BitPauli pauli, long mask, long value)
    {
        CheckQubits("Inner", other.Qubits);
        return InnerSweep.Inner(this, other, pauli, mask, value, Workers.Pool);
    }

    /// <summary>this += coefficient * P |other&gt;.</summary>
    internal void Accumulate(double coefficient, BitPauli pauli, StateVector<T> other) =>
        PauliProducts.Accumulate<T>(other.Real, other.Imaginary, coefficient, pauli, Real, Imaginary);

    /// <summary>Applies one step whose angle is <paramref name="t"/>.</summary>
    internal void Apply(Instruction step, double t) => StepKernel.Apply(Real, Imaginary, step, t, inverse: false);

    /// <summary>Undoes one step whose angle is <paramref name="t"/>.</summary>
    internal void ApplyInverse(Instruction step, double t) => StepKernel.Apply(Real, Imaginary, step, t, inverse: true);

    private void Sweep(
        string operation, Circuit circuit, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, bool fromZero, CancellationToken cancellation)
    {
        CheckQubits(operation, circuit.Qubits);
        ArgumentChecks.Parameters(operation, circuit, inputs, weights);
        Sweeps.Sweep.Run(circuit.PlanFor<T>(fromZero), this, inputs, weights, Workers.Pool, cancellation);
    }

    private void CheckQubits(string operation, int qubits)
    {
        if (qubits != Qubits)
        {
            throw new ArgumentException($"{operation}: the state has {Qubits} qubits, but {qubits} are needed.");
        }
    }
}
