using System.Numerics;

namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// A diagonal gate: basis state j gets the phase e^(-i theta s(j) / 2), where s(j) = 0 unless (j and Mask) = Value, else +1 or -1 for even or odd
/// parity of (j and Parity). RZ, RZZ and their like have no mask; P, CP and CCZ have no parity; CRZ has both.
/// </summary>
internal sealed record PhaseTerm(long Parity, long Mask, long Value, AngleSum Angle)
{
    /// <summary>The bits on which s depends.</summary>
    public long Support => Parity | Mask;

    /// <summary>s(j).</summary>
    public int Sign(long j) => (j & Mask) != Value ? 0 : 1 - 2 * (BitOperations.PopCount((ulong)(j & Parity)) & 1);

    /// <summary>
    /// The same gate, but for a global phase, as RZ where it depends on one bit only: the relative phase e^(-i theta (s(1) - s(0)) / 2) is that of
    /// RZ(-theta (s(1) - s(0)) / 2).
    /// </summary>
    public PhaseTerm Simplified() => BitOperations.PopCount((ulong)Support) == 1
        ? new(Support, 0, 0, -0.5 * (Sign(Support) - Sign(0)) * Angle)
        : this;
}
