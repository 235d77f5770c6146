using QXai.Numerics.Random;
using QXai.Quantum.Gates;
using QXai.Quantum.Measurement;
using QXai.Quantum.Simulation;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Quantum.Noise;

/// <summary>
/// Draws one Kraus operator of a channel and applies it. For mixtures of unitaries the probabilities are known beforehand; else p_k = tr(K_k^dag K_k
/// rho_S) with the reduced state rho_S of the channel's qubits.
/// </summary>
internal sealed class KrausChoice
{
    private readonly Channel channel;
    private readonly int[] qubits;
    private readonly Instruction[] operators;
    private readonly ComplexMatrix[] effects;

    public KrausChoice(AppliedChannel applied, int register)
    {
        (channel, qubits) = (applied.Channel, [.. applied.Qubits]);
        long[] targets = [.. applied.Qubits.Select(qubit => 1L << (register - 1 - qubit))];
        long[] offsets = [.. Enumerable.Range(0, 1 << channel.Qubits).Select(row => Compiler.Offset(row, targets))];
        operators = [.. channel.Kraus.Select((kraus, k) => new Instruction
        {
            Kind = channel.Qubits == 1 ? GateKind.OneQubit : GateKind.Dense,
            Gate = applied.Position,
            Factor = GateCatalogue.I,
            Targets = applied.Qubits,
            ControlMask = 0,
            ControlValue = 0,
            TargetBits = targets,
            Offsets = offsets,
            Matrix = IsMixture && channel.MixtureWeights[k] > 0 ? 1 / Math.Sqrt(channel.MixtureWeights[k]) * kraus : kraus,
        })];
        effects = [.. channel.Kraus.Select(kraus => kraus.Adjoint() * kraus)];
    }

    private bool IsMixture => !channel.MixtureWeights.IsEmpty;

    /// <summary>psi := K_k psi / sqrt(p_k) for a drawn k.</summary>
    public void Apply(StateVector<double> state, SeededRandom random)
    {
        double[] probabilities = IsMixture ? [.. channel.MixtureWeights] : Probabilities(state.Reduced(qubits));
        var k = Draw(probabilities, random.NextDouble());
        state.Apply(operators[k], 0);
        if (!IsMixture)
        {
            var scale = 1 / state.Norm();
            TensorPrimitives.Multiply(state.Real, scale, state.Real);
            TensorPrimitives.Multiply(state.Imaginary, scale, state.Imaginary);
        }
    }

    /// <summary>The first k whose cumulative probability exceeds u; never one of probability 0.</summary>
    private static int Draw(double[] probabilities, double u)
    {
        var (chosen, sum) = (0, 0.0);
        var target = u * probabilities.Sum();
        for (var k = 0; k < probabilities.Length; k++)
        {
            if (probabilities[k] > 0)
            {
                chosen = k;
                sum += probabilities[k];
                if (target < sum)
                {
                    break;
                }
            }
        }

        return chosen;
    }

    private double[] Probabilities(ComplexMatrix reduced) => [.. effects.Select(effect => Math.Max(0, (effect * reduced).Trace().Real))];
}
