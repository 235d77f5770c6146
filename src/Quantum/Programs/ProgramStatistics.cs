using System.Collections.Immutable;

namespace QXai.Quantum.Programs;

/// <summary>
/// How large a program is. <paramref name="Depth"/> counts layers of gates: each gate stands one layer after the last one on any of its qubits,
/// barriers let none pass, and measurements, resets and conditions take part like gates. Counts are per gate name, most frequent first, a gate's
/// further controls named by c.
/// </summary>
public sealed record ProgramStatistics(
    int Qubits, int Bits, int Gates, int Depth, int TwoQubitGates, int LargerGates,
        int Measurements, int Resets, int Conditions, int ConstantAngles, int Inputs, int Weights,
    ImmutableArray<KeyValuePair<string, int>> Counts)
{
    /// <summary>Counts everything in a program, both branches of conditions included.</summary>
    public static ProgramStatistics Of(QuantumProgram program) => new Counting(program).Statistics();

    private sealed class Counting(QuantumProgram program)
    {
        private readonly int[] layers = new int[program.Qubits];
        private readonly Dictionary<string, int> counts = [];
        private int gates, two, larger, measurements, resets, conditions, constants;

        public ProgramStatistics Statistics()
        {
            foreach (var operation in program.Operations)
            {
                Count(operation);
            }

            return new(program.Qubits, program.Bits, gates, layers.Max(), two, larger, measurements, resets,
                conditions, constants, program.InputNames.Length, program.WeightNames.Length,
                [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)]);
        }

        private void Count(Operation operation)
        {
            switch (operation)
            {
                case GateOperation gate:
                    Count(gate.Gate);
                    break;
                case MeasureOperation measure:
                    measurements++;
                    Stack([measure.Qubit], 1);
                    break;
                case ResetOperation reset:
                    resets++;
                    Stack([reset.Qubit], 1);
                    break;
                case BarrierOperation barrier:
                    Stack([.. barrier.Qubits], 0);
                    break;
                case ConditionalOperation conditional:
                    conditions++;
                    foreach (var inner in conditional.Then.AddRange(conditional.Else))
                    {
                        Count(inner);
                    }

                    break;
            }
        }

        private void Count(AppliedGate applied)
        {
            var name = new string('c', applied.ExtraControls.Length) + applied.Gate.Name;
            int[] qubits = [.. applied.ExtraControls.Select(control => control.Qubit), .. applied.Qubits];
            counts[name] = counts.GetValueOrDefault(name) + 1;
            gates++;
            two += qubits.Length == 2 ? 1 : 0;
            larger += qubits.Length > 2 ? 1 : 0;
            constants += applied.Angles.Count(angle => angle.IsConstant);
            Stack(qubits, 1);
        }

        private void Stack(int[] qubits, int height)
        {
            var top = qubits.Length == 0 ? 0 : qubits.Max(qubit => layers[qubit]) + height;
            foreach (var qubit in qubits)
            {
                layers[qubit] = top;
            }
        }
    }
}
