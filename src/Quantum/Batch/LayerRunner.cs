using System.Collections.Immutable;
using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Batch.Plans;

namespace QXai.Quantum.Batch;

/// <summary>
/// Carries one layer of a plan out on a tile of V's lanes, takes its gradients, and undoes it. Turns treat both planes alike, so that their vectors
/// may be twice as wide as V.
/// </summary>
internal sealed class LayerRunner<V, TTurn, T>
    where V : struct, ISimd<V, T>
    where TTurn : struct, ISimd<TTurn, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Turns of low bits go chunk by chunk, so that a chunk of state and costate stays in the first-level cache. Its size in rows is the same for
    /// every width, and so is the order of sums.
    /// </summary>
    private const int ChunkRows = 128;

    private readonly Layer layer;
    private readonly LayerCoefficients<T> coefficients;
    private readonly SampleRows<V, T> rows;
    private readonly bool fused;
    private readonly int chunk, firstGroup, wholeGroups;
    private readonly int[][] phaseStarts;
    private readonly AlignedBuffer<T> work;

    /// <summary>
    /// For a layer; <paramref name="work"/> is shared: a row per basis state for the currents, then a quarter as many, then a dense step's block.
    /// </summary>
    public LayerRunner(Layer layer, LayerCoefficients<T> coefficients, SampleRows<V, T> rows, AlignedBuffer<T> work)
    {
        (this.layer, this.coefficients, this.rows, this.work) = (layer, coefficients, rows, work);
        chunk = Math.Min(Dimension, ChunkRows) * RowLength;
        fused = layer.Boundary.PerSample.IsEmpty && layer.Groups is [{ Length: 2 } first, ..] && first[0].Row < 0;
        firstGroup = fused ? 1 : 0;
        wholeGroups = Math.Max(firstGroup, layer.Groups.TakeWhile(group => 2 * Stride(group[0]) > chunk).Count());
        phaseStarts = [.. layer.Boundary.PerSample.Select(phases => phases.Rows.Select(row => row * RowLength).ToArray())];
    }

    private static int RowLength => 2 * V.Lanes;

    private int Dimension => layer.Boundary.Source.Length;

    /// <summary>The state behind the layer from the state before it.</summary>
    public void Forward(ReadOnlySpan<T> from, Span<T> to)
    {
        if (fused)
        {
            var turns = layer.Groups[0];
            EnterKernel<V, T>.Run(
                from, to, coefficients.Starts, coefficients.Factors, (1 << turns[0].Bit, 1 << turns[1].Bit), coefficients.Tangents[0]);
        }
        else
        {
            BoundaryKernel<V, T>.Forward(from, to, coefficients.Starts, coefficients.Factors);
            PerSamplePhases(to, inverse: false);
        }

        Dense(to, coefficients.Dense);
        Turns(to, firstGroup, inverse: false);
    }

    /// <summary>
    /// From the state and costate behind the layer, and the state before it, to the costate before it; adds the gradients of the layer's turns and
    /// phases. The costate behind the layer is used up.
    /// </summary>
    public void Backward(ReadOnlySpan<T> before, ReadOnlySpan<T> state, Span<T> costate, Span<T> to, GradientRows<V, T> gradients)
    {
        TurnsBackward(state, costate, gradients);
        Dense(costate, coefficients.DenseInverse);
        var currents = work.Slice(0, Dimension * V.Lanes);
        if (fused)
        {
            var turns = layer.Groups[0];
            LeaveKernel<V, T>.Run(
                before, costate, to, currents, coefficients.Starts, coefficients.Factors, (1 << turns[0].Bit, 1 << turns[1].Bit),
                coefficients.Tangents[0], Sum(turns[0], gradients), Sum(turns[1], gradients));
        }
        else
        {
            UndoBoundary(costate, to);
            if (layer.Boundary.IsDifferentiable)
            {
                StateKernel<V, T>.Currents(before, to, currents);
            }
        }

        PhaseGradients(currents, gradients);
    }

    /// <summary>The state before the layer from the state behind it, which is used up.</summary>
    public void Undo(Span<T> state, Span<T> to)
    {
        Turns(state, 0, inverse: true);
        Dense(state, coefficients.DenseInverse);
        UndoBoundary(state, to);
    }

    private void UndoBoundary(Span<T> from, Span<T> to)
    {
        PerSamplePhases(from, inverse: true);
        BoundaryKernel<V, T>.Backward(from, to, coefficients.Starts, coefficients.Factors);
    }

    /// <summary>
    /// Adds the gradients of the layer's turns but those of a fused group, from the state and costate behind it, and undoes these turns of the
    /// costate.
    /// </summary>
    private void TurnsBackward(ReadOnlySpan<T> state, Span<T> costate, GradientRows<V, T> gradients)
    {
        for (var group = firstGroup; group < wholeGroups; group++)
        {
            Gradients(group, state, costate, gradients);
        }

        for (var start = 0; start < costate.Length && wholeGroups < layer.Groups.Length; start += chunk)
        {
            var part = costate.Slice(start, chunk);
            for (var group = wholeGroups; group < layer.Groups.Length; group++)
            {
                Gradients(group, state.Slice(start, chunk), part, gradients);
            }

            for (var group = wholeGroups; group < layer.Groups.Length; group++)
            {
                Turn(group, part, inverse: true);
            }
        }

        for (var group = firstGroup; group < wholeGroups; group++)
        {
            Turn(group, costate, inverse: true);
        }
    }

    /// <summary>Adds the gradients of the boundary's phases.</summary>
    private void PhaseGradients(ReadOnlySpan<T> currents, GradientRows<V, T> gradients)
    {
        var rest = work.Span[currents.Length..];
        var sums = rest[(Dimension / 4 * V.Lanes)..];
        foreach (var frame in layer.Boundary.Frames)
        {
            if (!frame.IsDifferentiable)
            {
                continue;
            }

            RowSumKernel<V, T>.BitSums(currents, frame.Source, rest[..(Dimension / 4 * V.Lanes)], sums);
            foreach (var phase in frame.Phases)
            {
                if (phase.Slot >= 0)
                {
                    RowSumKernel<V, T>.Add(sums.Slice(phase.Bit * V.Lanes, V.Lanes), gradients[phase.Slot]);
                }
            }
        }

        foreach (var wide in layer.Boundary.Wide)
        {
            if (wide.Slot >= 0)
            {
                RowSumKernel<V, T>.Signed(currents, wide.Plus, wide.Minus, sums);
                RowSumKernel<V, T>.Add(sums[..V.Lanes], gradients[wide.Slot]);
            }
        }
    }

    private void PerSamplePhases(Span<T> state, bool inverse)
    {
        for (var i = 0; i < phaseStarts.Length; i++)
        {
            BoundaryKernel<V, T>.PerSample(state, layer.Boundary.PerSample[i].Class, coefficients.Flip, phaseStarts[i], rows.All, inverse);
        }
    }

    private void Dense(Span<T> state, T[][] matrices)
    {
        for (var i = 0; i < matrices.Length; i++)
        {
            DenseKernel<V, T>.Apply(state, layer.Dense[i].Bases, layer.Dense[i].Offsets, matrices[i], work.Span);
        }
    }

    /// <summary>The turns of the groups from <paramref name="first"/> on.</summary>
    private void Turns(Span<T> state, int first, bool inverse)
    {
        for (var group = first; group < wholeGroups; group++)
        {
            Turn(group, state, inverse);
        }

        var next = Math.Max(first, wholeGroups);
        for (var start = 0; start < state.Length && next < layer.Groups.Length; start += chunk)
        {
            for (var group = next; group < layer.Groups.Length; group++)
            {
                Turn(group, state.Slice(start, chunk), inverse);
            }
        }
    }

    private void Turn(int group, Span<T> state, bool inverse)
    {
        var turns = layer.Groups[group];
        if (turns[0].Row >= 0)
        {
            Turn<V, FullTurn<V, T>>(turns, state, rows.All, (Place(turns[0]), Place(turns[turns.Length / 2]), Place(turns[^1])), inverse);
        }
        else
        {
            Turn<TTurn, TangentTurn<TTurn, T>>(turns, state, coefficients.Tangents[group], (0, turns.Length / 2, turns.Length - 1), inverse);
        }

        static int Place(Turn turn) => turn.Row * RowLength;
    }

    private static void Turn<TVector, R>(
        ImmutableArray<Turn> turns, Span<T> state, ReadOnlySpan<T> coefficients, (int High, int Middle, int Low) places, bool inverse)
        where TVector : struct, ISimd<TVector, T>
        where R : struct, ITurn<R, TVector, T>
    {
        switch (turns.Length)
        {
            case 1:
                TurnKernel<TVector, T>.One<R>(state, Stride(turns[0]), coefficients, places.High, inverse);
                break;
            case 2:
                TurnKernel<TVector, T>.Two<R>(state, (Stride(turns[0]), Stride(turns[1])), coefficients, (places.High, places.Low), inverse);
                break;
            default:
                TurnKernel<TVector, T>.Three<R>(state, (Stride(turns[0]), Stride(turns[1]), Stride(turns[2])), coefficients, places, inverse);
                break;
        }
    }

    private void Gradients(int group, ReadOnlySpan<T> state, ReadOnlySpan<T> costate, GradientRows<V, T> gradients)
    {
        var turns = layer.Groups[group];
        var (first, middle, last) = (turns[0], turns[turns.Length / 2], turns[^1]);
        if (first.Slot < 0 && middle.Slot < 0 && last.Slot < 0)
        {
            return;
        }

        switch (turns.Length)
        {
            case 1:
                TurnGradientKernel<TTurn, T>.One(state, costate, Stride(first), Sum(first, gradients));
                break;
            case 2:
                TurnGradientKernel<TTurn, T>.Two(state, costate, (Stride(first), Stride(last)), Sum(first, gradients), Sum(last, gradients));
                break;
            default:
                var strides = (Stride(first), Stride(middle), Stride(last));
                TurnGradientKernel<TTurn, T>.Three(state, costate, strides, Sum(first, gradients), Sum(middle, gradients), Sum(last, gradients));
                break;
        }
    }

    private static int Stride(Turn turn) => RowLength << turn.Bit;

    /// <summary>Where a turn's gradient is summed: its slot, or rows that nobody reads.</summary>
    private static Span<T> Sum(Turn turn, GradientRows<V, T> gradients) => turn.Slot >= 0 ? gradients[turn.Slot] : gradients.Unread;
}
