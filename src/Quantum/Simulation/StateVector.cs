using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation;

/// <summary>
/// The state of n qubits: 2^n amplitudes psi_i in two real planes, psi_i = Real[i] + i Imaginary[i], in double or single precision. Qubit 0 is the most
/// significant bit of i. Mutable: gates are applied in place. For up to 30 qubits, if memory suffices.
/// </summary>
public sealed class StateVector<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] re, im;

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
        (re, im) = (new T[1L << qubits], new T[1L << qubits]);
        re[0] = T.One;
    }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>Number of amplitudes, 2^n.</summary>
    public int Dimension => re.Length;

    /// <summary>The amplitudes' real parts.</summary>
    public Span<T> Real => re;

    /// <summary>The amplitudes' imaginary parts.</summary>
    public Span<T> Imaginary => im;

    /// <summary>The amplitude of basis state <paramref name="index"/>.</summary>
    public Complex this[int index] => new(double.CreateTruncating(re[index]), double.CreateTruncating(im[index]));

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
            (state.re[i], state.im[i]) = (T.CreateTruncating(amplitudes[i].Real), T.CreateTruncating(amplitudes[i].Imaginary));
            norm += amplitudes[i].Real * amplitudes[i].Real + amplitudes[i].Imaginary * amplitudes[i].Imaginary;
        }

        return Math.Abs(norm - 1) <= 1e-6
            ? state
            : throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"StateVector: the squares of the {amplitudes.Length} amplitudes sum to {norm:0.######}, but a state's sum to 1."));
    }

    /// <summary>The state U |initial&gt; after a circuit, |0...0&gt; being the initial state unless told otherwise.</summary>
    public static StateVector<T> Run(
        Circuit circuit, ReadOnlySpan<double> inputs = default, ReadOnlySpan<double> weights = default, StateVector<T>? initial = null)
    {
        var state = initial?.Clone() ?? new StateVector<T>(circuit.Qubits);
        state.Apply(circuit, inputs, weights);
        return state;
    }

    /// <summary>Becomes |0...0&gt;.</summary>
    public void Reset()
    {
        Array.Clear(re);
        Array.Clear(im);
        re[0] = T.One;
    }

    /// <summary>Becomes 0, which is no state but a sum to add to.</summary>
    internal void Clear()
    {
        Array.Clear(re);
        Array.Clear(im);
    }

    /// <summary>Becomes a copy of <paramref name="other"/>.</summary>
    public void CopyFrom(StateVector<T> other)
    {
        CheckQubits("CopyFrom", other.Qubits);
        other.re.CopyTo(re, 0);
        other.im.CopyTo(im, 0);
    }

    /// <summary>A copy.</summary>
    public StateVector<T> Clone()
    {
        var copy = new StateVector<T>(Qubits);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>|psi&gt; := U |psi&gt;: applies all gates of a circuit in order.</summary>
    public void Apply(Circuit circuit, ReadOnlySpan<double> inputs = default, ReadOnlySpan<double> weights = default)
    {
        CheckQubits("Apply", circuit.Qubits);
        ArgumentChecks.Parameters("Apply", circuit, inputs, weights);
        foreach (var instruction in Compiler.Compile(circuit))
        {
            Apply(instruction, instruction.Angle.Value(inputs, weights));
        }
    }

    /// <summary>p_i = |psi_i|^2 for every basis state i.</summary>
    public double[] Probabilities()
    {
        var probabilities = new double[Dimension];
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

    /// <summary>&lt;psi|Q|psi&gt;: each Pauli string is applied on the fly, no matrix is built.</summary>
    [Equation("QGrad-CAM", "2")]
    public double Expectation(Observable observable)
    {
        ArgumentChecks.Fits("Expectation", observable, Qubits);
        var sum = 0.0;
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            sum += coefficient * Inner(this, BitPauli.Of(pauli, Qubits), 0, 0).Real;
        }

        return sum;
    }

    /// <summary>&lt;this|Pi P|other&gt;, Pi projecting on the basis states whose <paramref name="mask"/> bits are <paramref name="value"/>.</summary>
    internal Complex Inner(StateVector<T> other, BitPauli pauli, long mask, long value)
    {
        CheckQubits("Inner", other.Qubits);
        return PauliProducts.Inner<T>(re, im, other.re, other.im, pauli, mask, value);
    }

    /// <summary>this += coefficient * P |other&gt;.</summary>
    internal void Accumulate(double coefficient, BitPauli pauli, StateVector<T> other) =>
        PauliProducts.Accumulate(other.re, other.im, coefficient, pauli, re, im);

    /// <summary>Applies one step whose angle is <paramref name="t"/>.</summary>
    internal void Apply(Instruction step, double t)
    {
        if (step.Kind == GateKind.PauliRotation)
        {
            Rotate(step, t);
        }
        else
        {
            Apply(step, step.Matrix!);
        }
    }

    /// <summary>Undoes one step whose angle is <paramref name="t"/>.</summary>
    internal void ApplyInverse(Instruction step, double t)
    {
        if (step.Kind == GateKind.PauliRotation)
        {
            Rotate(step, -t);
        }
        else
        {
            Apply(step, step.InverseMatrix!);
        }
    }

    /// <summary>exp(-i t (a + c P)): diagonal where P has no X or Y, else 2 x 2 matrices on pairs (i, i xor X).</summary>
    private void Rotate(Instruction step, double t)
    {
        var (pauli, phase) = (step.Pauli, Complex.FromPolarCoordinates(1, -t * step.Constant));
        if (pauli.X == 0)
        {
            var selection = new Selection(step.ControlMask, step.ControlValue, Dimension, pauli.Z);
            PhaseKernel.Apply<T>(re, im, selection, pauli.Z,
                Unit(-t * (step.Constant + step.Coefficient)), Unit(-t * (step.Constant - step.Coefficient)));
            return;
        }

        var (sin, cos) = Math.SinCos(step.Coefficient * t);
        var pivot = 1L << (63 - BitOperations.LeadingZeroCount((ulong)pauli.X));
        var pairs = new Selection(step.ControlMask | pivot, step.ControlValue, Dimension, pauli.Support);

        // <i|P|j> with j = i xor X is phase * (-1)^parity(j and Z), and <j|P|i> its conjugate; the parity of j is that of i, turned by X and Z.
        var turned = (BitOperations.PopCount((ulong)(pauli.X & pauli.Z)) & 1) != 0 ? -1 : 1;
        var off = new Complex(0, -sin) * phase * turned * pauli.Phase;
        var mirrored = new Complex(0, -sin) * phase * turned * Complex.Conjugate(pauli.Phase);
        PairKernel.Apply<T>(re, im, pairs, pauli.X, pauli.Z,
            new(phase * cos, off, mirrored, phase * cos), new(phase * cos, -off, -mirrored, phase * cos));
    }

    private void Apply(Instruction step, ComplexMatrix matrix)
    {
        switch (step.Kind)
        {
            case GateKind.OneQubit:
                var bit = step.TargetBits[0];
                var single = new Matrix2<T>(matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]);
                PairKernel.Apply<T>(re, im, new(step.ControlMask | bit, step.ControlValue, Dimension), bit, 0, single, single);
                break;
            case GateKind.Diagonal:
                for (var row = 0; row < matrix.Size; row++)
                {
                    PhaseKernel.Apply<T>(re, im, Fixed(step, step.Offsets[row]), 0, matrix[row, row], Complex.One);
                }

                break;
            case GateKind.Permutation:
                Exchange(step, matrix);
                break;
            default:
                DenseKernel.Apply<T>(re, im, Fixed(step, 0), step.Offsets, matrix);
                break;
        }
    }

    /// <summary>A permutation exchanges basis states in pairs and leaves the others in place: M[r, c] and M[c, r], or M[r, r].</summary>
    private void Exchange(Instruction step, ComplexMatrix matrix)
    {
        for (var row = 0; row < matrix.Size; row++)
        {
            for (var column = row; column < matrix.Size; column++)
            {
                if (matrix[row, column] == 0)
                {
                    continue;
                }

                var selection = Fixed(step, step.Offsets[row]);
                if (row == column)
                {
                    PhaseKernel.Apply<T>(re, im, selection, 0, matrix[row, row], Complex.One);
                    continue;
                }

                var pair = new Matrix2<T>(0, matrix[row, column], matrix[column, row], 0);
                PairKernel.Apply<T>(re, im, selection, step.Offsets[row] ^ step.Offsets[column], 0, pair, pair);
            }
        }
    }

    private Selection Fixed(Instruction step, long targetValue) =>
        new(step.ControlMask | step.Offsets[^1], step.ControlValue | targetValue, Dimension);

    private static Complex Unit(double angle) => angle == 0 ? Complex.One : Complex.FromPolarCoordinates(1, angle);

    private void CheckQubits(string operation, int qubits)
    {
        if (qubits != Qubits)
        {
            throw new ArgumentException($"{operation}: the state has {Qubits} qubits, but {qubits} are needed.");
        }
    }
}
