using QXai.Numerics.Simd;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Batch;

/// <summary>
/// Expectations of several observables for a batch of inputs, and their pullback: the workhorse of the quantum layer. Holds its workspaces and
/// allocates nothing once warm; one instance per thread. A sample's results are the same bits whatever else is in the batch. Circuits of up to 12
/// qubits run for as many samples at once as a vector has lanes; larger ones sample by sample.
/// </summary>
/// <remarks>
/// &lt;Q_m&gt;(x_b, w) = &lt;0| U^dag(x_b, w) Q_m U(x_b, w) |0&gt; for sample b with inputs x_b and the weights w that all samples share.
/// </remarks>
public sealed class BatchSimulator
{
    private const int MostTiledQubits = 12;

    private readonly Circuit circuit;
    private readonly int observableCount;
    private readonly IReadOnlyList<Lazy<BatchEngine>> engines;
    private readonly int[] samples;

    /// <summary>
    /// Prepares a circuit and the observables to measure after it, for computation in <paramref name="precision"/>; throws where an observable does
    /// not fit the circuit's qubits.
    /// </summary>
    public BatchSimulator(Circuit circuit, IReadOnlyList<Observable> observables, Precision precision = Precision.Double)
        : this(circuit, observables, precision == Precision.Single ? Engines<float>(circuit, observables) : Engines<double>(circuit, observables))
    {
    }

    /// <summary>
    /// A simulator on engines for fewer and fewer samples at once; the last with room for all that is left of a batch is taken, and made when first
    /// needed.
    /// </summary>
    internal BatchSimulator(
        Circuit circuit, IReadOnlyList<Observable> observables, params IReadOnlyList<(int Samples, Func<BatchEngine> Make)> engines)
    {
        (this.circuit, observableCount) = (circuit, observables.Count);
        samples = [.. engines.Select(engine => engine.Samples)];
        this.engines = [.. engines.Select(engine => new Lazy<BatchEngine>(engine.Make, isThreadSafe: false))];
    }

    /// <summary>
    /// expectations[b, m] = &lt;Q_m&gt;(x_b, w). Shapes, row-major: inputs [batch, Inputs], weights [Weights], expectations [batch, observables].
    /// Throws <see cref="ArgumentException"/> where a length does not fit, <see cref="OperationCanceledException"/> before the next samples after cancellation.
    /// </summary>
    public void Expectations(
        int batch, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> expectations, CancellationToken cancellation = default)
    {
        CheckLength("Expectations", "inputs", inputs.Length, batch * circuit.Inputs);
        CheckLength("Expectations", "weights", weights.Length, circuit.Weights);
        CheckLength("Expectations", "expectations", expectations.Length, batch * observableCount);
        for (var (portion, first, count) = (0, 0, 0); first < batch; portion++, first += count)
        {
            cancellation.ThrowIfCancellationRequested();
            var engine = Portion(batch, portion, batch - first, out count, out var slot);
            engine.Expectations(
                slot,
                count,
                inputs.Slice(first * circuit.Inputs, count * circuit.Inputs),
                weights,
                expectations.Slice(first * observableCount, count * observableCount));
        }
    }

    /// <summary>
    /// The vector-Jacobian product: inputGradients[b, i] += sum over m of g[b, m] d&lt;Q_m&gt;(x_b, w)/dx_bi and
    /// weightGradients[j] += sum over b and m of g[b, m] d&lt;Q_m&gt;(x_b, w)/dw_j, with the cotangents g of shape [batch, observables].
    /// Either gradient may be empty, which skips it. Samples are added to weightGradients one after the other: a batch gives the same bits in one
    /// call or in several. Right after <see cref="Expectations"/> with the same arguments, small batches start from the states that are still there.
    /// </summary>
    public void Pullback(
        int batch,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> cotangents,
        Span<double> inputGradients,
        Span<double> weightGradients,
        CancellationToken cancellation = default)
    {
        CheckLength("Pullback", "inputs", inputs.Length, batch * circuit.Inputs);
        CheckLength("Pullback", "weights", weights.Length, circuit.Weights);
        CheckLength("Pullback", "cotangents", cotangents.Length, batch * observableCount);
        CheckLength("Pullback", "inputGradients", inputGradients.Length, inputGradients.IsEmpty ? 0 : batch * circuit.Inputs);
        CheckLength("Pullback", "weightGradients", weightGradients.Length, weightGradients.IsEmpty ? 0 : circuit.Weights);
        for (var (portion, first, count) = (0, 0, 0); first < batch; portion++, first += count)
        {
            cancellation.ThrowIfCancellationRequested();
            var engine = Portion(batch, portion, batch - first, out count, out var slot);
            engine.Pullback(
                slot,
                count,
                inputs.Slice(first * circuit.Inputs, count * circuit.Inputs),
                weights,
                cotangents.Slice(first * observableCount, count * observableCount),
                inputGradients.IsEmpty ? default : inputGradients.Slice(first * circuit.Inputs, count * circuit.Inputs),
                weightGradients);
        }
    }

    private static IReadOnlyList<(int Samples, Func<BatchEngine> Make)> Engines<T>(Circuit circuit, IReadOnlyList<Observable> observables)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        foreach (var observable in observables)
        {
            ArgumentChecks.Fits("BatchSimulator", observable, circuit.Qubits);
        }

        if (circuit.Qubits > MostTiledQubits)
        {
            return [(1, () => new SampleBySample<T>(circuit, observables))];
        }

        var plan = circuit.BatchPlanFor(observables);
        (int, Func<BatchEngine>) tiles512 = (Simd512<T>.Lanes, () => new TileEngine<Simd512<T>, Simd512<T>, T>(plan));
        (int, Func<BatchEngine>) halves512 = (Simd256<T>.Lanes, () => new TileEngine<Simd256<T>, Simd512<T>, T>(plan));
        (int, Func<BatchEngine>) tiles256 = (Simd256<T>.Lanes, () => new TileEngine<Simd256<T>, Simd256<T>, T>(plan));
        (int, Func<BatchEngine>) halves256 = (Simd128<T>.Lanes, () => new TileEngine<Simd128<T>, Simd256<T>, T>(plan));
        return Simd512<T>.IsSupported ? [tiles512, halves512, halves256]
            : Simd256<T>.IsSupported ? [tiles256, halves256]
            : Simd128<T>.IsSupported ? [(Simd128<T>.Lanes, () => new TileEngine<Simd128<T>, Simd128<T>, T>(plan))]
            : [(1, () => new TileEngine<Simd1<T>, Simd1<T>, T>(plan))];
    }

    /// <summary>
    /// The engine for what is left of a batch, how many samples it takes, and where it may hold their states: portion by portion where there is room
    /// for all.
    /// </summary>
    private BatchEngine Portion(int batch, int portion, int left, out int count, out int slot)
    {
        var number = samples.Length - 1;
        while (number > 0 && left > samples[number])
        {
            number--;
        }

        var engine = engines[number].Value;
        count = Math.Min(left, samples[number]);
        slot = batch <= samples[number] * engine.Slots ? portion : 0;
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
