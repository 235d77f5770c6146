using System.Collections.Immutable;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <summary>
    /// The same circuit with every constant angle turned into a weight of its own, numbered after the present weights in order of appearance, and the values
    /// of these new weights: so that gate angles can be differentiated like any parameter.
    /// </summary>
    public (Circuit Circuit, ImmutableArray<double> Values) ConstantsAsWeights()
    {
        var values = ImmutableArray.CreateBuilder<double>();
        var circuit = new Circuit(Qubits, Inputs, Weights);
        foreach (var gate in Gates)
        {
            var angles = gate.Angles.ToArray();
            for (var i = 0; i < angles.Length; i++)
            {
                if (angles[i].IsConstant)
                {
                    values.Add(angles[i].Offset);
                    angles[i] = Angle.Weight(Weights + values.Count - 1);
                }
            }

            circuit = circuit.Add(gate.Gate, gate.Qubits.AsSpan(), angles, gate.ExtraControls.AsSpan());
        }

        return (circuit, values.ToImmutable());
    }

    /// <summary>The same gates with all inputs numbered <paramref name="inputs"/> later and all weights <paramref name="weights"/> later.</summary>
    public Circuit Renumbered(int inputs, int weights)
    {
        if (inputs < 0 || weights < 0)
        {
            throw new ArgumentException($"Renumbered: inputs and weights cannot be numbered {inputs} and {weights} later, since numbers start at 0.");
        }

        return Gates.Aggregate(new Circuit(Qubits, Inputs + inputs, Weights + weights), (circuit, gate) => circuit.Add(
            gate.Gate, gate.Qubits.AsSpan(), [.. gate.Angles.Select(angle => angle.Renumbered(inputs, weights))], gate.ExtraControls.AsSpan()));
    }

    /// <summary>
    /// The same circuit with its first <paramref name="count"/> weights turned into inputs, numbered after the present ones; the weights behind them
    /// move up. For files that number all parameters in one list.
    /// </summary>
    public Circuit FirstWeightsAsInputs(int count)
    {
        if (count < 0 || count > Weights)
        {
            throw new ArgumentException($"FirstWeightsAsInputs: {count} of {Weights} weights cannot become inputs.");
        }

        return Gates.Aggregate(new Circuit(Qubits, Inputs + count, Weights - count), (circuit, gate) => circuit.Add(
            gate.Gate, gate.Qubits.AsSpan(), [.. gate.Angles.Select(angle => angle.FirstWeightsAsInputs(count, Inputs))], gate.ExtraControls.AsSpan()));
    }
}
