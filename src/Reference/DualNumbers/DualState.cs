using System.Runtime.CompilerServices;
using QXai.Numerics;
using QXai.Quantum;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// A state vector of dual amplitudes, moved gate by gate as textbooks do: for every setting of the other qubits, the amplitudes over the gate's
/// targets are multiplied by its matrix. Qubit 0 is the most significant bit of a basis state.
/// </summary>
public sealed class DualState
{
    private const int MostQubits = 20;

    private readonly int qubits;
    private readonly DualComplex[] amplitudes;

    private DualState(int qubits, int basisState)
    {
        if (qubits > MostQubits)
        {
            throw new InputException(
                $"The circuit has {qubits} qubits, but the textbook simulator in dual numbers takes {MostQubits} at most: a pass of it costs 2^n steps per gate.");
        }

        this.qubits = qubits;
        amplitudes = new DualComplex[1 << qubits];
        amplitudes[basisState] = 1;
    }

    /// <summary>The amplitudes with their derivatives.</summary>
    public ReadOnlySpan<DualComplex> Amplitudes => amplitudes;

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

    /// <summary>&lt;psi| Q |psi&gt; and its derivative.</summary>
    public Dual Expectation(Observable observable)
    {
        DualComplex sum = 0;
        var measured = Measured(observable);
        for (var b = 0; b < amplitudes.Length; b++)
        {
            sum += amplitudes[b].Conjugate() * measured[b];
        }

        return sum.Re;
    }

    /// <summary>Q |psi&gt;: each Pauli string maps |b&gt; to a phase times |b with some bits flipped&gt;.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public DualComplex[] Measured(Observable observable)
    {
        var measured = new DualComplex[amplitudes.Length];
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            for (var b = 0; b < amplitudes.Length; b++)
            {
                var image = b;
                DualComplex phase = coefficient;
                for (var q = 0; q < qubits; q++)
                {
                    var (letter, one) = (pauli[q], (b & Bit(q)) != 0);
                    image ^= letter is 'X' or 'Y' ? Bit(q) : 0;
                    phase = letter switch { 'Y' => new DualComplex(0, one ? -1 : 1) * phase, 'Z' when one => -phase, _ => phase };
                }

                measured[image] += phase * amplitudes[b];
            }
        }

        return measured;
    }

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply(DualComplex[,] matrix, IReadOnlyList<int> targets, IReadOnlyList<Control> controls)
    {
        var size = 1 << targets.Count;
        var places = new int[size];
        for (var row = 0; row < size; row++)
        {
            for (var k = 0; k < targets.Count; k++)
            {
                places[row] |= (row >> (targets.Count - 1 - k) & 1) != 0 ? Bit(targets[k]) : 0;
            }
        }

        var controlled = controls.Sum(control => Bit(control.Qubit));
        var met = controls.Where(control => control.On).Sum(control => Bit(control.Qubit));
        var old = new DualComplex[size];
        for (var rest = 0; rest < amplitudes.Length; rest++)
        {
            if ((rest & places[^1]) != 0 || (rest & controlled) != met)
            {
                continue;
            }

            for (var row = 0; row < size; row++)
            {
                old[row] = amplitudes[rest | places[row]];
            }

            for (var row = 0; row < size; row++)
            {
                DualComplex sum = 0;
                for (var column = 0; column < size; column++)
                {
                    sum += matrix[row, column] * old[column];
                }

                amplitudes[rest | places[row]] = sum;
            }
        }
    }

    private int Bit(int qubit) => 1 << (qubits - 1 - qubit);
}
