// Layout: two planes, re and im; what runs over them is PairKernel, PhaseKernel and DenseKernel, each with its own loop order.
// Loop order: the parts of a step one after another: rows of a diagonal, pairs of rows of a permutation.
// Equation:   psi := exp(-i t (a + c P)) psi = e^(-i t a) (cos(c t) - i sin(c t) P) psi, or psi := M psi, where the controls are met.
// Slow twin:  KroneckerSimulator.
using System.Numerics;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Applies any step to the planes of a state or of a tile, choosing the kernel by the kind of its action.</summary>
internal static class StepKernel
{
    /// <summary>Applies a step whose angle is <paramref name="t"/>, or its inverse.</summary>
    public static void Apply<T>(Span<T> re, Span<T> im, Instruction step, double t, bool inverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (step.Kind == GateKind.PauliRotation)
        {
            Rotate(re, im, step, inverse ? -t : t);
        }
        else
        {
            Multiply(re, im, step, inverse ? step.InverseMatrix! : step.Matrix!);
        }
    }

    /// <summary>exp(-i t (a + c P)): diagonal where P has no X or Y, else 2 x 2 matrices on pairs (i, i xor X).</summary>
    private static void Rotate<T>(Span<T> re, Span<T> im, Instruction step, double t)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (pauli, phase) = (step.Pauli, Complex.FromPolarCoordinates(1, -t * step.Constant));
        if (pauli.X == 0)
        {
            var selection = new Selection(step.ControlMask, step.ControlValue, re.Length, pauli.Z);
            PhaseKernel.Apply<T>(re, im, selection, pauli.Z,
                Unit(-t * (step.Constant + step.Coefficient)), Unit(-t * (step.Constant - step.Coefficient)));
            return;
        }

        var (sin, cos) = Math.SinCos(step.Coefficient * t);
        var pivot = 1L << (63 - BitOperations.LeadingZeroCount((ulong)pauli.X));
        var pairs = new Selection(step.ControlMask | pivot, step.ControlValue, re.Length, pauli.Support);

        // <i|P|j> with j = i xor X is phase * (-1)^parity(j and Z), and <j|P|i> its conjugate; the parity of j is that of i, turned by X and Z.
        var turned = (BitOperations.PopCount((ulong)(pauli.X & pauli.Z)) & 1) != 0 ? -1 : 1;
        var off = new Complex(0, -sin) * phase * turned * pauli.Phase;
        var mirrored = new Complex(0, -sin) * phase * turned * Complex.Conjugate(pauli.Phase);
        PairKernel.Apply<T>(re, im, pairs, pauli.X, pauli.Z,
            new(phase * cos, off, mirrored, phase * cos), new(phase * cos, -off, -mirrored, phase * cos));
    }

    private static void Multiply<T>(Span<T> re, Span<T> im, Instruction step, ComplexMatrix matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (step.Kind)
        {
            case GateKind.OneQubit:
                var bit = step.TargetBits[0];
                var single = new Matrix2<T>(matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]);
                PairKernel.Apply<T>(re, im, new(step.ControlMask | bit, step.ControlValue, re.Length), bit, 0, single, single);
                break;
            case GateKind.Diagonal:
                for (var row = 0; row < matrix.Size; row++)
                {
                    PhaseKernel.Apply<T>(re, im, Fixed(step, step.Offsets[row], re.Length), 0, matrix[row, row], Complex.One);
                }

                break;
            case GateKind.Permutation:
                Exchange(re, im, step, matrix);
                break;
            default:
                DenseKernel.Apply<T>(re, im, Fixed(step, 0, re.Length), step.Offsets, matrix);
                break;
        }
    }

    /// <summary>A permutation exchanges basis states in pairs and leaves the others in place: M[r, c] and M[c, r], or M[r, r].</summary>
    private static void Exchange<T>(Span<T> re, Span<T> im, Instruction step, ComplexMatrix matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < matrix.Size; row++)
        {
            for (var column = row; column < matrix.Size; column++)
            {
                if (matrix[row, column] == 0)
                {
                    continue;
                }

                var selection = Fixed(step, step.Offsets[row], re.Length);
                if (row == column)
                {
                    PhaseKernel.Apply<T>(re, im, selection, 0, matrix[row, row], Complex.One);
                    continue;
                }

                var pair = new Matrix2<T>(0, matrix[row, column], matrix[column, row], 0);
                PairKernel.Apply<T>(re, im, selection, step.Offsets[row] ^ step.Offsets[column], 0, pair, pair);
            }
        }
    }

    private static Selection Fixed(Instruction step, long targetValue, int dimension) =>
        new(step.ControlMask | step.Offsets[^1], step.ControlValue | targetValue, dimension);

    private static Complex Unit(double angle) => angle == 0 ? Complex.One : Complex.FromPolarCoordinates(1, angle);
}
