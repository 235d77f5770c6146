using System.Collections.Immutable;

namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// What happens between two layers of rotations: basis states are renumbered and get phases, psi'[j] = e^(i phi_j) psi[Source[j]]. All permutations
/// and diagonal gates there are one such step. Phases that differ per sample follow as <see cref="PerSample"/>.
/// </summary>
internal sealed class Boundary
{
    /// <summary>The old number of the state with new number j.</summary>
    public required int[] Source { get; init; }

    /// <summary>The one-bit phases, by the numbering they refer to.</summary>
    public required ImmutableArray<Frame> Frames { get; init; }

    /// <summary>The phases on several bits.</summary>
    public required ImmutableArray<WidePhase> Wide { get; init; }

    /// <summary>Per old number, the angle of all constant phases.</summary>
    public required double[] Constant { get; init; }

    /// <summary>The phases that differ per sample, to be multiplied in one after the other.</summary>
    public required ImmutableArray<PhaseClasses> PerSample { get; init; }

    /// <summary>Whether there are phases that all samples share.</summary>
    public required bool HasSharedPhases { get; init; }

    /// <summary>Whether any phase here depends on inputs or weights.</summary>
    public bool IsDifferentiable => Wide.Any(phase => phase.Slot >= 0) || Frames.Any(frame => frame.IsDifferentiable);

    /// <summary>Whether nothing happens at all.</summary>
    public bool IsTrivial => !HasSharedPhases && PerSample.IsEmpty && Source.Index().All(item => item.Index == item.Item);
}

/// <summary>
/// A numbering within a boundary, Source[i] being the old number of its state i, and the phases e^(-+ i theta / 2) on single bits of it.
/// </summary>
internal sealed record Frame(int[] Source, ImmutableArray<BitPhase> Phases)
{
    /// <summary>Whether any phase depends on inputs or weights.</summary>
    public bool IsDifferentiable => Phases.Any(phase => phase.Slot >= 0);
}

/// <summary>RZ(theta) on one bit; Slot is where its gradient goes, -1 for none.</summary>
internal sealed record BitPhase(int Bit, AngleSum Angle, int Slot);

/// <summary>e^(-i theta / 2) on the old numbers Plus, e^(+i theta / 2) on Minus.</summary>
internal sealed record WidePhase(AngleSum Angle, int Slot, int[] Plus, int[] Minus);

/// <summary>
/// Phases per sample: the state with new number j gets the phase whose cosine and sine stand in row Rows[Class[j]] of the tile's rows.
/// </summary>
internal sealed record PhaseClasses(byte[] Class, ImmutableArray<int> Rows);
