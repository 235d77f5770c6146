using System.Collections.Concurrent;
using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Batch;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Encodings;
using QXai.Quantum.Simulation;

namespace QXai.Xai.Circuits;

/// <summary>
/// One score of a circuit as a function of its inputs, everything else frozen: f(x) = &lt;0| U^dag(x, w) O U(x, w) |0&gt; + offset, with the
/// effective observable O = sum_m (d f / d&lt;Q_m&gt;) Q_m of an affine head and the head's bias as offset. What all circuit relevances explain.
/// Immutable; may be shared by threads.
/// </summary>
public sealed partial class CircuitScore
{
    /// <summary>Evaluations that are made and held at once.</summary>
    internal const int Tile = 256;

    /// <summary>So few are made one by one: to prepare the simulation of several at once would take longer than it saves.</summary>
    private const int Few = 16;

    private readonly double[] weights;
    private readonly Observable[] observables;
    private readonly ConcurrentBag<BatchSimulator> idle = [];

    /// <summary>
    /// The score of a circuit that takes its inputs as gate angles. Throws <see cref="InputException"/> where weights or observable do not fit, or where the
    /// circuit has no inputs.
    /// </summary>
    public CircuitScore(Circuit circuit, ReadOnlySpan<double> weights, Observable observable, double offset = 0)
        : this(circuit, circuit.Inputs, weights, observable, offset, amplitudes: false)
    {
    }

    private CircuitScore(Circuit circuit, int inputs, ReadOnlySpan<double> weights, Observable observable, double offset, bool amplitudes)
    {
        if (weights.Length != circuit.Weights)
        {
            throw new InputException($"The circuit has {circuit.Weights} weights, but {weights.Length} values were given.");
        }

        if (observable.MinimalQubits > circuit.Qubits)
        {
            throw new InputException($"The observable {observable} needs {observable.MinimalQubits} qubits, but the circuit has {circuit.Qubits}.");
        }

        if (inputs == 0)
        {
            throw new InputException("The circuit has no inputs, so there is nothing whose relevance could be asked for.");
        }

        (Circuit, Inputs, Observable, Offset, this.weights, observables) = (circuit, inputs, observable, offset, weights.ToArray(), [observable]);
        Encoding = new CircuitEncoding(circuit, amplitudes);
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>Number of inputs of f.</summary>
    public int Inputs { get; }

    /// <summary>The frozen weights.</summary>
    public ImmutableArray<double> Weights => [.. weights];

    /// <summary>O, a weighted sum of Pauli strings.</summary>
    public Observable Observable { get; }

    /// <summary>What the head adds, whatever the circuit does.</summary>
    public double Offset { get; }

    /// <summary>Where <see cref="Measured"/> is kept.</summary>
    internal MeasuredOperators Operators { get; init; } = new();

    /// <summary>How the inputs enter the circuit.</summary>
    public CircuitEncoding Encoding { get; }

    /// <summary>
    /// The score of a circuit without inputs of its own on the state psi_i = x_i / |x| (<see cref="AmplitudeEncoding"/>), for
    /// <paramref name="inputs"/> amplitudes.
    /// Throws <see cref="InputException"/> where anything does not fit.
    /// </summary>
    public static CircuitScore OfAmplitudes(Circuit circuit, int inputs, ReadOnlySpan<double> weights, Observable observable, double offset = 0)
    {
        if (circuit.Inputs > 0)
        {
            throw new InputException($"The circuit takes {circuit.Inputs} inputs of its own, but amplitudes are the only inputs here.");
        }

        return inputs >= 1 && inputs <= 1L << circuit.Qubits
            ? new(circuit, inputs, weights, observable, offset, amplitudes: true)
            : throw new InputException($"{inputs} inputs are outside 1 to {1L << circuit.Qubits}, the amplitudes of {circuit.Qubits} qubits.");
    }

    /// <summary>f(x).</summary>
    public double Value(ReadOnlySpan<double> x) => Values(1, x)[0];

    /// <summary>f(x_0), f(x_1), ... for rows x_k of <paramref name="rows"/> [count, inputs]: all in one batch, the same bits whatever the batch.</summary>
    public double[] Values(int count, ReadOnlySpan<double> rows)
    {
        var copy = rows.ToArray();
        if (copy.Length != count * Inputs)
        {
            throw new InputException($"{count} rows of {Inputs} inputs are {count * Inputs} numbers, but {copy.Length} were given.");
        }

        var values = new double[count];
        Values((k, x) => copy.AsSpan(k * Inputs, Inputs).CopyTo(x), values);
        return values;
    }

    /// <summary>
    /// values[k] = f(x_k) for every k, with x_k as <paramref name="row"/>(k, x) writes it: for more rows than should be held at once. Rows are made
    /// and evaluated tile by tile, on all processors; <paramref name="row"/> must not depend on the order.
    /// </summary>
    internal void Values(RowWriter row, double[] values, CancellationToken cancellation = default)
    {
        var tiles = (values.Length + Tile - 1) / Tile;
        if (tiles <= 1)
        {
            Evaluate(row, values, 0);
            return;
        }

        try
        {
            Parallel.For(0, tiles, new ParallelOptions { CancellationToken = cancellation }, tile => Evaluate(row, values, tile * Tile));
        }
        catch (AggregateException failures) when (failures.InnerException is InputException)
        {
            throw failures.InnerException;
        }
    }

    /// <summary>M = U^dag O U, made once for all scores that share <see cref="Operators"/>.</summary>
    internal MeasuredOperator Measured(CancellationToken cancellation) => Operators.Of(this, cancellation);

    /// <summary>D_i f(x) for every input, by the adjoint method.</summary>
    public double[] Gradient(ReadOnlySpan<double> x)
    {
        Check(x);
        var row = Encoding.IsAmplitude
            ? AmplitudeEncoding.Pullback(Circuit, observables, [1], x, weights)
            : new Adjoint().Pullback(Circuit, observables, [1], x, weights);
        return [.. Enumerable.Range(0, Inputs).Select(i => row.Inputs[0, i])];
    }

    private void Evaluate(RowWriter row, double[] values, int first)
    {
        var count = Math.Min(Tile, values.Length - first);
        var rows = new double[count * Inputs];
        for (var k = 0; k < count; k++)
        {
            var x = rows.AsSpan(k * Inputs, Inputs);
            row(first + k, x);
            Check(x);
        }

        var results = values.AsSpan(first, count);
        if (Encoding.IsAmplitude)
        {
            for (var k = 0; k < count; k++)
            {
                var state = AmplitudeEncoding.State(Circuit.Qubits, rows.AsSpan(k * Inputs, Inputs));
                state.Apply(Circuit, [], weights);
                results[k] = state.Expectation(Observable);
            }
        }
        else
        {
            var simulator = idle.TryTake(out var rested) ? rested : new BatchSimulator(Circuit, observables);
            var step = count <= Few ? 1 : count;
            for (var k = 0; k < count; k += step)
            {
                simulator.Expectations(step, rows.AsSpan(k * Inputs, step * Inputs), weights, results.Slice(k, step));
            }

            idle.Add(simulator);
        }

        foreach (ref var value in results)
        {
            value += Offset;
        }
    }

    private void Check(ReadOnlySpan<double> x)
    {
        if (x.Length != Inputs)
        {
            throw new InputException($"The circuit takes {Inputs} inputs, but {x.Length} were given.");
        }

        var nonzero = false;
        for (var i = 0; i < x.Length; i++)
        {
            nonzero |= x[i] != 0;
            if (!double.IsFinite(x[i]))
            {
                throw new InputException(FormattableString.Invariant($"Input {i} of the circuit is {x[i]}, which is not a finite number."));
            }
        }

        if (Encoding.IsAmplitude && !nonzero)
        {
            throw new InputException($"All {Inputs} amplitudes are 0, which is no state: choose another reference.");
        }
    }
}
