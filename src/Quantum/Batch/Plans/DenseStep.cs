namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// A constant unitary matrix on some bits, where the control bits are met: a'[b | o_r] = sum over c of U[r, c] a[b | o_c] for every b of
/// <paramref name="Bases"/>, the basis states that meet the controls and are zero in the targets, with the target patterns o of <paramref
/// name="Offsets"/>.
/// </summary>
internal sealed record DenseStep(long Support, int[] Bases, int[] Offsets, ComplexMatrix Matrix);
