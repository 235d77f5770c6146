using System.Numerics;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// The derivatives of fused one-qubit gates. All that the states tell about a qubit are s_P = Im &lt;lambda|P|psi&gt; for P = X, Y, Z; a step with generator
/// a + c P, followed by W within its fused gate, has dE/dt = 2 c Im &lt;lambda| W P W^dag |psi&gt; = 2 c sum over Q of n_Q s_Q, since W P W^dag = sum n_Q Q.
/// The multiple a of the identity contributes 2 a Im &lt;lambda|psi&gt; = 0, because lambda = O psi with O Hermitian.
/// </summary>
internal sealed class GateGradient : PhaseGradient
{
    /// <summary>Amplitudes of a chunk: four planes of 8 KB.</summary>
    private const int Chunk = 1 << 10;

    private readonly int[] places;
    private readonly (int Gate, int Step, Vector3d Direction)[] steps;

    /// <summary>Binds the gates at the given places of the tile and, per gate, its differentiable steps.</summary>
    public GateGradient(ReadOnlySpan<(int Place, int[] Steps)> gates, Instruction[] instructions, StepAngles angles)
    {
        var (found, where) = (new List<(int, int, Vector3d)>(), new List<int>());
        foreach (var (place, numbers) in gates)
        {
            var after = Spin.Identity;
            var any = false;
            for (var k = numbers.Length - 1; k >= 0; k--)
            {
                var step = instructions[numbers[k]];
                if (step.IsDifferentiable)
                {
                    found.Add((where.Count, numbers[k], 2 * step.Coefficient * after.Rotate(Vector3d.Of(step.Pauli))));
                    any = true;
                }

                after *= angles.SpinOf(step, numbers[k]).Spin;
            }

            if (any)
            {
                where.Add(place);
            }
        }

        (places, steps) = ([.. where], [.. found]);
    }

    public override int Length => 3 * places.Length;

    /// <summary>
    /// Chunk by chunk, so that both states' amplitudes stay in the first-level cache for all low bits: s_Z of all bits from one list of currents
    /// v_j = Im conj(lambda_j) psi_j, s_X and s_Y bit by bit. Then s_X and s_Y of the high bits.
    /// </summary>
    public override void Read(in Tile<double> psi, in Tile<double> lambda, Span<double> sums)
    {
        if (places.Length == 0)
        {
            return;
        }

        var chunk = Math.Min(psi.Re.Length, Chunk);
        var bits = BitOperations.Log2((uint)chunk);
        Span<double> currents = stackalloc double[chunk];
        Span<double> bitSums = stackalloc double[bits];
        for (var start = 0; start < psi.Re.Length; start += chunk)
        {
            var lambdaRe = lambda.Re.Slice(start, chunk);
            var lambdaIm = lambda.Im.Slice(start, chunk);
            var psiRe = psi.Re.Slice(start, chunk);
            var psiIm = psi.Im.Slice(start, chunk);
            OverlapKernel.Currents(lambdaRe, lambdaIm, psiRe, psiIm, currents);
            var total = OverlapKernel.BitSums(currents, bitSums);
            for (var k = 0; k < places.Length; k++)
            {
                if (places[k] < bits)
                {
                    OverlapKernel.Add(lambdaRe, lambdaIm, psiRe, psiIm, places[k], sums.Slice(3 * k, 2));
                    sums[3 * k + 2] += bitSums[places[k]];
                }
                else
                {
                    sums[3 * k + 2] += (start >> places[k] & 1) == 0 ? total : -total;
                }
            }
        }

        for (var k = 0; k < places.Length; k++)
        {
            if (places[k] >= bits)
            {
                OverlapKernel.Add(lambda.Re, lambda.Im, psi.Re, psi.Im, places[k], sums.Slice(3 * k, 2));
            }
        }
    }

    public override void Finish(ReadOnlySpan<double> sums, Span<double> derivatives)
    {
        foreach (var (gate, step, direction) in steps)
        {
            derivatives[step] += direction.X * sums[3 * gate] + direction.Y * sums[3 * gate + 1] + direction.Z * sums[3 * gate + 2];
        }
    }
}
