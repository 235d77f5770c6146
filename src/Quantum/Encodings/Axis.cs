using QXai.Quantum.Gates;

namespace QXai.Quantum.Encodings;

/// <summary>The Pauli matrix sigma_k that generates an encoding rotation.</summary>
public enum Axis
{
    /// <summary>k = 0, the identity: the input is inert.</summary>
    Identity,

    /// <summary>k = 1.</summary>
    X,

    /// <summary>k = 2.</summary>
    Y,

    /// <summary>k = 3.</summary>
    Z,
}

/// <summary>What an <see cref="Axis"/> means for gates and states.</summary>
internal static class AxisExtension
{
    extension(Axis axis)
    {
        /// <summary>exp(-i t sigma_k / 2).</summary>
        public Gate Rotation => GateCatalogue.PauliRotation(axis == Axis.Identity ? "I" : axis.ToString());

        /// <summary>
        /// Whether rotations about the axis leave the state <paramref name="fixedGate"/>|0&gt; as it is, so that the input is not seen: its Bloch vector
        /// ( 2 Re conj(a) b, 2 Im conj(a) b, |a|^2 - |b|^2 ) is parallel to the axis.
        /// </summary>
        public bool IsBlindTo(Gate fixedGate)
        {
            var matrix = fixedGate.Matrix();
            var (a, b) = (matrix[0, 0], matrix[1, 0]);
            var cross = System.Numerics.Complex.Conjugate(a) * b;
            var along = axis switch
            {
                Axis.Identity => 1,
                Axis.X => 2 * cross.Real,
                Axis.Y => 2 * cross.Imaginary,
                _ => a.Magnitude * a.Magnitude - b.Magnitude * b.Magnitude,
            };
            return Math.Abs(along) > 1 - 1e-9;
        }
    }
}
