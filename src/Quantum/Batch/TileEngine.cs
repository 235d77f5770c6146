using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Batch;

/// <summary>
/// Runs a plan for a tile of as many samples as V has lanes: the whole circuit forward, the readout, and the whole circuit backward. Turns use
/// vectors of TTurn's lanes: as many, or twice as many, both planes of a row in one vector, which is how few samples make use of wide vectors. The
/// states between layers are kept for the way back where memory allows; else the way back undoes the layers on the state as it does on the costate.
/// The last few tiles' states are held, and used again for the same inputs and weights: a pullback right after the expectations of a small batch
/// begins at once.
/// </summary>
internal sealed class TileEngine<V, TTurn, T> : BatchEngine
    where V : struct, ISimd<V, T>
    where TTurn : struct, ISimd<TTurn, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const long MostKept = 16 << 20, MostHeld = 8 << 20;
    private const int MostSlots = 64;

    private readonly BatchPlan plan;
    private readonly int tile, slots;
    private readonly bool keeps;
    private readonly AlignedBuffer<T>?[] kept;
    private readonly AlignedBuffer<T> costates;
    private readonly AlignedBuffer<T>? spare;
    private readonly SampleRows<V, T> rows;
    private readonly ProductState<V, T> product;
    private readonly LayerCoefficients<T>[] coefficients;
    private readonly LayerRunner<V, TTurn, T>[] layers;
    private readonly ReadoutRunner<V, T> readout;
    private readonly GradientRows<V, T> gradients;
    private readonly double[] knownWeights;
    private readonly double[][] knownInputs;
    private readonly int[] knownCounts;
    private int current;
    private bool hasWeights;

    /// <summary>An engine for a plan.</summary>
    public TileEngine(BatchPlan plan, long mostKept = MostKept)
    {
        this.plan = plan;
        tile = plan.Dimension * 2 * V.Lanes;
        var bytes = (plan.Layers.Length + 1L) * tile * Unsafe.SizeOf<T>();
        keeps = bytes <= mostKept;
        slots = keeps ? (int)Math.Clamp(MostHeld / bytes, 1, MostSlots) : 1;
        kept = new AlignedBuffer<T>?[slots];
        costates = new(2 * tile);
        spare = keeps ? null : new(tile);
        var largestBlock = plan.Layers.SelectMany(layer => layer.Dense).Select(step => step.Offsets.Length).DefaultIfEmpty().Max();
        var work = new AlignedBuffer<T>(Math.Max(plan.Dimension + plan.Dimension / 4 + plan.Qubits, 2 * largestBlock) * V.Lanes);
        double[][] scratch = [.. Enumerable.Range(0, 4).Select(_ => new double[plan.Dimension])];
        (rows, product, gradients) = (new(plan), new(plan), new(plan));
        coefficients = [.. plan.Layers.Select(layer => new LayerCoefficients<T>(layer, 2 * V.Lanes, scratch))];
        layers = [.. plan.Layers.Zip(coefficients, (layer, numbers) => new LayerRunner<V, TTurn, T>(layer, numbers, rows, work))];
        readout = new(plan, work);
        (knownWeights, knownCounts) = (new double[plan.Weights], new int[slots]);
        knownInputs = [.. knownCounts.Select(_ => new double[plan.Inputs * V.Lanes])];
    }

    /// <inheritdoc/>
    public override int Slots => slots;

    /// <inheritdoc/>
    public override void Expectations(int slot, int count, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> expectations)
    {
        Forward(slot, count, inputs, weights);
        readout.Measure(State(layers.Length), count, expectations);
    }

    /// <inheritdoc/>
    public override void Pullback(
        int slot,
        int count,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> cotangents,
        Span<double> inputGradients,
        Span<double> weightGradients)
    {
        Forward(slot, count, inputs, weights);
        gradients.Clear();
        readout.Seed(State(layers.Length), count, cotangents, Costate(layers.Length));
        for (var layer = layers.Length - 1; layer >= 0; layer--)
        {
            Backward(layer);
        }

        product.Pullback(rows, Costate(0), gradients);
        gradients.Join();
        if (!inputGradients.IsEmpty)
        {
            gradients.AddToInputs(inputs, count, inputGradients);
        }

        if (!weightGradients.IsEmpty)
        {
            gradients.AddToWeights(inputs, count, weightGradients);
        }

        knownCounts[slot] = keeps ? count : 0;
    }

    /// <summary>
    /// Brings the tile's states up to date; where they still are those of the same inputs and weights, the layers need not be run again.
    /// </summary>
    private void Forward(int slot, int count, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        if (!hasWeights || !weights.SequenceEqual(knownWeights))
        {
            Update(weights);
        }

        var previous = current;
        current = slot;
        kept[slot] ??= new((keeps ? plan.Layers.Length + 1 : 2) * tile, zeroed: false);
        var known = knownInputs[slot].AsSpan(0, inputs.Length);
        var held = knownCounts[slot] == count && inputs.SequenceEqual(known);
        if (held && previous == slot)
        {
            return;
        }

        rows.Fill(inputs, count);
        product.Build(rows, State(0));
        for (var layer = 0; layer < layers.Length && !held; layer++)
        {
            layers[layer].Forward(State(layer), State(layer + 1));
        }

        inputs.CopyTo(known);
        knownCounts[slot] = count;
    }

    private void Update(ReadOnlySpan<double> weights)
    {
        foreach (var layer in coefficients)
        {
            layer.Update(weights);
        }

        rows.Update(weights);
        gradients.Update(weights);
        weights.CopyTo(knownWeights);
        Array.Clear(knownCounts);
        hasWeights = true;
    }

    /// <summary>From the state and costate behind a layer to those before it; the layer's gradients are added.</summary>
    private void Backward(int layer)
    {
        if (keeps)
        {
            layers[layer].Backward(State(layer), State(layer + 1), Costate(layer + 1), Costate(layer), gradients);
            return;
        }

        // The state behind the layer is needed for its gradients, and undoing the layer uses it up.
        State(layer + 1).CopyTo(spare!.Span);
        layers[layer].Undo(spare.Span, State(layer));
        layers[layer].Backward(State(layer), State(layer + 1), Costate(layer + 1), Costate(layer), gradients);
    }

    /// <summary>The current slot's state before a layer, or behind the last; where states are not kept, two buffers take turns.</summary>
    private Span<T> State(int layer) => kept[current]!.Slice((keeps ? layer : layer & 1) * tile, tile);

    private Span<T> Costate(int layer) => costates.Slice((layer & 1) * tile, tile);
}
