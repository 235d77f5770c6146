using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Plans;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Batch;

/// <summary>
/// Expectations of several observables for a batch of inputs, and their pullback: the workhorse of the quantum layer. Holds its workspaces and allocates
/// nothing once made; one instance per thread. A sample's results are the same bits whatever else is in the batch. Circuits of up to 12 qubits run for
/// as many samples at once as a vector has lanes; larger ones sample by sample.
/// </summary>
/// <remarks>&lt;Q_m&gt;(x_b, w) = &lt;0| U^dag(x_b, w) Q_m U(x_b, w) |0&gt; for sample b with inputs x_b and the weights w that all samples share.</remarks>
public sealed class BatchSimulator
{
    private const int MostTiledQubits = 12;

    private readonly Circuit circuit;
    private readonly int observableCount;
    private readonly BatchEngine wide, narrow;

    /// <summary>
    /// Prepares a circuit and the observables to measure after it, for computation in <paramref name="precision"/>; throws where an observable does not fit the
    /// circuit's qubits.
    /// </summary>
    public BatchSimulator(Circuit circuit, IReadOnlyList<Observable> observables, Precision precision = Precision.Double)
        : this(circuit, observables, precision == Precision.Single ? Engines<float>(circuit, observables) : Engines<double>(circuit, observables))
    {
    }

    /// <summary>A simulator on given engines, of which the second takes what is left of a batch when it has room for all of it.</summary>
    internal BatchSimulator(Circuit circuit, IReadOnlyList<Observable> observables, (BatchEngine Wide, BatchEngine Narrow) engines)
    {
        (this.circuit, observableCount) = (circuit, observables.Count);
        (wide, narrow) = engines;
    }

    /// <summary>
    /// expectations[b, m] = &lt;Q_m&gt;(x_b, w). Shapes, row-major: inputs [batch, Inputs], weights [Weights], expectations [batch, observables].
    /// Throws <see cref="ArgumentException"/> where a length does not fit.
    /// </summary>
    public void Expectations(int batch, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> expectations)
    {
        CheckLength("Expectations", "inputs", inputs.Length, batch * circuit.Inputs);
        CheckLength("Expectations", "weights", weights.Length, circuit.Weights);
        CheckLength("Expectations", "expectations", expectations.Length, batch * observableCount);
        for (var (first, count) = (0, 0); first < batch; first += count)
        {
            var engine = Portion(batch - first, out count);
            engine.Expectations(
                count, inputs.Slice(first * circuit.Inputs, count * circuit.Inputs), weights, expectations.Slice(first * observableCount, count * observableCount));
        }
    }

    /// <summary>
    /// The vector-Jacobian product: inputGradients[b, i] += sum over m of g[b, m] d&lt;Q_m&gt;(x_b, w)/dx_bi and
    /// weightGradients[j] += sum over b and m of g[b, m] d&lt;Q_m&gt;(x_b, w)/dw_j, with the cotangents g of shape [batch, observables].
    /// Either gradient may be empty, which skips it. Samples are added to weightGradients one after the other: a batch gives the same bits in one call or in several.
    /// Right after <see cref="Expectations"/> with the same arguments, a batch of one tile's size starts from the states that are still there.
    /// </summary>
    public void Pullback(
        int batch,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> cotangents,
        Span<double> inputGradients,
        Span<double> weightGradients)
    {
        CheckLength("Pullback", "inputs", inputs.Length, batch * circuit.Inputs);
        CheckLength("Pullback", "weights", weights.Length, circuit.Weights);
        CheckLength("Pullback", "cotangents", cotangents.Length, batch * observableCount);
        CheckLength("Pullback", "inputGradients", inputGradients.Length, inputGradients.IsEmpty ? 0 : batch * circuit.Inputs);
        CheckLength("Pullback", "weightGradients", weightGradients.Length, weightGradients.IsEmpty ? 0 : circuit.Weights);
        for (var (first, count) = (0, 0); first < batch; first += count)
        {
            var engine = Portion(batch - first, out count);
            engine.Pullback(
                count,
                inputs.Slice(first * circuit.Inputs, count * circuit.Inputs),
                weights,
                cotangents.Slice(first * observableCount, count * observableCount),
                inputGradients.IsEmpty ? default : inputGradients.Slice(first * circuit.Inputs, count * circuit.Inputs),
                weightGradients);
        }
    }

    private static (BatchEngine Wide, BatchEngine Narrow) Engines<T>(Circuit circuit, IReadOnlyList<Observable> observables)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        foreach (var observable in observables)
        {
            ArgumentChecks.Fits("BatchSimulator", observable, circuit.Qubits);
        }

        if (circuit.Qubits > MostTiledQubits)
        {
            var single = new SampleBySample<T>(circuit, observables);
            return (single, single);
        }

        var plan = Lowering.Plan(circuit, observables);
        if (Simd512<T>.IsSupported)
        {
            return (new TileEngine<Simd512<T>, Simd512<T>, T>(plan), new TileEngine<Simd256<T>, Simd512<T>, T>(plan));
        }

        if (Simd256<T>.IsSupported)
        {
            return (new TileEngine<Simd256<T>, Simd256<T>, T>(plan), new TileEngine<Simd128<T>, Simd256<T>, T>(plan));
        }

        BatchEngine engine = Simd128<T>.IsSupported ? new TileEngine<Simd128<T>, Simd128<T>, T>(plan) : new TileEngine<Simd1<T>, Simd1<T>, T>(plan);
        return (engine, engine);
    }

    /// <summary>The engine for what is left of a batch, and how many samples it takes.</summary>
    private BatchEngine Portion(int left, out int count)
    {
        var engine = left <= narrow.Samples ? narrow : wide;
        count = Math.Min(left, engine.Samples);
        return engine;
    }

    private static void CheckLength(string operation, string argument, int length, int expected)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{operation}: {argument} has {length} numbers, but {expected} are needed.");
        }
    }
}
