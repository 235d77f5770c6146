using System.Collections.Immutable;

namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// A boundary, then what acts on separate bits and so may act in any order: RYs in groups of up to three bits, and constant matrices.
/// </summary>
internal sealed record Layer(Boundary Boundary, ImmutableArray<ImmutableArray<Turn>> Groups, ImmutableArray<DenseStep> Dense);

/// <summary>
/// RY(theta) on one bit. Slot is where its gradient goes, -1 for none; Row is the tile's row of its cosine and sine where theta differs per sample,
/// else -1.
/// </summary>
internal sealed record Turn(int Bit, AngleSum Angle, int Slot, int Row);

/// <summary>
/// One factor of a qubit's own first gates: RY(theta) where <paramref name="IsTurn"/>, else RZ(theta), with theta / 2 in the tile's row <paramref
/// name="Row"/>.
/// </summary>
internal sealed record ProductFactor(bool IsTurn, int Slot, int Row);
