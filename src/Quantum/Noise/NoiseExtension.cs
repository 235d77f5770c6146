using System.Collections.Immutable;

namespace QXai.Quantum.Noise;

/// <summary>Makes a circuit noisy.</summary>
public static class NoiseExtension
{
    extension(Circuit circuit)
    {
        /// <inheritdoc cref="NoisyCircuit.Noise"/>
        public NoisyCircuit Noise(Channel channel, params ReadOnlySpan<int> qubits) => new NoisyCircuit(circuit).Noise(channel, qubits);

        /// <summary>
        /// The circuit with a one-qubit channel on every qubit of every gate, right after it: the noise of a device whose gates are all imperfect.
        /// <paramref name="joint"/>, if given, takes the place of <paramref name="single"/> after gates on two or more qubits (controls included).
        /// </summary>
        public NoisyCircuit WithGateNoise(Channel single, Channel? joint = null)
        {
            var channels = ImmutableArray.CreateBuilder<AppliedChannel>();
            for (var i = 0; i < circuit.Gates.Length; i++)
            {
                int[] qubits = [.. circuit.Gates[i].Controls.Select(control => control.Qubit), .. circuit.Gates[i].Targets];
                channels.AddRange(qubits.Select(qubit => new AppliedChannel(i + 1, qubits.Length > 1 ? joint ?? single : single, [qubit])));
            }

            return new(circuit, channels.ToImmutable());
        }
    }
}
