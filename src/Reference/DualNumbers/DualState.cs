using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics;
using QXai.Quantum;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// A state vector of dual amplitudes psi + psi' e, moved gate by gate as textbooks do: for every setting of the other qubits, the amplitudes over the
/// gate's targets are multiplied by its matrix G + G' e, which gives G psi + (G psi' + G' psi) e. The two parts are kept as complex vectors of their own,
/// so that a state whose derivative is zero costs no more than a state. Qubit 0 is the most significant bit of a basis state.
/// </summary>
public sealed class DualState
{
    private const int MostQubits = 20;

    private static readonly Complex[] PowersOfI = [1, Complex.ImaginaryOne, -1, -Complex.ImaginaryOne];

    private readonly int qubits;
    private Complex[] values;
    private Complex[]? tangents, spareValues, spareTangents;

    private DualState(int qubits, int basisState)
    {
        if (qubits > MostQubits)
        {
            throw new InputException(
                $"The circuit has {qubits} qubits, but the textbook simulator in dual numbers takes {MostQubits} at most: a pass of it costs 2^n steps per gate.");
        }

        this.qubits = qubits;
        values = new Complex[1 << qubits];
        values[basisState] = 1;
    }

    /// <summary>The amplitudes with their derivatives.</summary>
    public DualComplex[] Amplitudes => [.. values.Select((value, b) => tangents is null
        ? (DualComplex)value
        : new DualComplex(new Dual(value.Real, tangents[b].Real), new Dual(value.Imaginary, tangents[b].Imaginary)))];

    /// <summary>The amplitudes without their derivatives.</summary>
    public ReadOnlySpan<Complex> Values => values;

    /// <summary>U(theta) V(x) |0...0&gt;, or on another basis state, and its derivative along the inputs' direction.</summary>
    public static DualState Run(Circuit circuit, IReadOnlyList<Dual> inputs, IReadOnlyList<double> weights, int basisState = 0)
    {
        if (inputs.Count < circuit.Inputs || weights.Count < circuit.Weights)
        {
            throw new ArgumentException(
                $"DualState: {inputs.Count} inputs and {weights.Count} weights were given, but the circuit has {circuit.Inputs} and {circuit.Weights}.");
        }

        var state = new DualState(circuit.Qubits, basisState);
        foreach (var gate in circuit.Gates)
        {
            Dual[] angles = [.. gate.Angles.Select(angle => Evaluate(angle, inputs, weights))];
            state.Apply(DualGates.Matrix(gate.Gate.Core, angles), gate.Targets, gate.Controls);
        }

        return state;
    }

    /// <summary>&lt;psi| Q |psi&gt; and its derivative 2 Re &lt;psi'| Q |psi&gt;.</summary>
    public Dual Expectation(Observable observable)
    {
        var measured = Measured(observable);
        return new Dual(Inner(values), tangents is null ? 0 : 2 * Inner(tangents));

        double Inner(Complex[] left)
        {
            var sum = 0.0;
            for (var b = 0; b < left.Length; b++)
            {
                sum += left[b].Real * measured[b].Real + left[b].Imaginary * measured[b].Imaginary;
            }

            return sum;
        }
    }

    /// <summary>
    /// Q |psi&gt; without its derivative: each Pauli string maps |b&gt; to i^(number of Y) (-1)^(number of ones of b under Y or Z) |b with the bits under X and
    /// Y flipped&gt;.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Complex[] Measured(Observable observable)
    {
        var measured = new Complex[values.Length];
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            var (flipped, signed) = (Bits(pauli, "XY"), Bits(pauli, "YZ"));
            var phase = coefficient * PowersOfI[BitOperations.PopCount((uint)Bits(pauli, "Y")) % 4];
            for (var b = 0; b < values.Length; b++)
            {
                measured[b ^ flipped] += (BitOperations.PopCount((uint)(b & signed)) % 2 == 0 ? phase : -phase) * values[b];
            }
        }

        return measured;
    }

    /// <summary>The bits of the qubits on which the string has one of these letters.</summary>
    private int Bits(PauliString pauli, string letters) => Enumerable.Range(0, qubits).Where(q => letters.Contains(pauli[q])).Sum(Bit);

    /// <summary>The angle's definition: scale * map(x) + offset.</summary>
    private static Dual Evaluate(Angle angle, IReadOnlyList<Dual> inputs, IReadOnlyList<double> weights)
    {
        if (angle.IsConstant)
        {
            return angle.Offset;
        }

        var x = angle.Source == AngleSource.Input ? inputs[angle.Index] : weights[angle.Index];
        var mapped = angle.Map switch
        {
            AngleMap.Identity => x,
            AngleMap.Atan => Dual.Atan(x),
            AngleMap.AtanOfSquare => Dual.Atan(x * x),
            AngleMap.Product => x * (angle.SecondSource == AngleSource.Input ? inputs[angle.SecondIndex] : weights[angle.SecondIndex]),
            _ => throw new NotSupportedException($"The dual-number simulator does not know the angle map {angle.Map}."),
        };
        return angle.Scale * mapped + angle.Offset;
    }

    private void Apply(DualComplex[,] matrix, IReadOnlyList<int> targets, IReadOnlyList<Control> controls)
    {
        var value = Entries(matrix, targets, entry => new Complex(entry.Re.Value, entry.Im.Value));
        var slope = Entries(matrix, targets, entry => new Complex(entry.Re.Tangent, entry.Im.Tangent));
        var (controlled, met) = (controls.Sum(control => Bit(control.Qubit)), controls.Where(control => control.On).Sum(control => Bit(control.Qubit)));
        var moved = tangents is null ? null : Product(value, tangents, spareTangents, unmet: 1);
        if (slope.Length > 0)
        {
            var turned = Product(slope, values, room: null, unmet: 0);
            moved = moved is null ? turned : [.. moved.Zip(turned, (own, other) => own + other)];
        }

        (values, spareValues, tangents, spareTangents) = (Product(value, values, spareValues, unmet: 1), values, moved, tangents);

        // The matrix on the targets where the controls are met; a number times the state elsewhere. Written to the room where there is some.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        Complex[] Product((int To, int From, Complex Entry)[] matrix, Complex[] state, Complex[]? room, double unmet)
        {
            var (product, acted) = (room ?? new Complex[state.Length], targets.Sum(Bit));
            Array.Clear(product);
            for (var rest = 0; rest < state.Length; rest++)
            {
                if ((rest & controlled) != met)
                {
                    product[rest] = unmet * state[rest];
                }
                else if ((rest & acted) == 0)
                {
                    Multiply(matrix, state, product, rest);
                }
            }

            return product;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply((int To, int From, Complex Entry)[] matrix, Complex[] state, Complex[] product, int rest)
    {
        foreach (var (to, from, entry) in matrix)
        {
            product[rest | to] += entry * state[rest | from];
        }
    }

    /// <summary>The entries of a part of the matrix that are not zero, rows and columns as the targets' bits of a basis state.</summary>
    private (int To, int From, Complex Entry)[] Entries(DualComplex[,] matrix, IReadOnlyList<int> targets, Func<DualComplex, Complex> part)
    {
        List<(int, int, Complex)> entries = [];
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                if (part(matrix[row, column]) is var entry && entry != Complex.Zero)
                {
                    entries.Add((Place(row), Place(column), entry));
                }
            }
        }

        return [.. entries];

        int Place(int bits) => Enumerable.Range(0, targets.Count).Where(k => (bits >> (targets.Count - 1 - k) & 1) != 0).Sum(k => Bit(targets[k]));
    }

    private int Bit(int qubit) => 1 << (qubits - 1 - qubit);
}
