using System.Collections.Immutable;

namespace QXai.Quantum.Ansatze;

/// <summary>
/// The quantum convolutional network (QCNN): per level a convolution, one general two-qubit gate with the SAME 15 weights on all neighbouring active
/// pairs (0,1), (2,3), ..., then (1,2), (3,4), ...; then a pooling, which turns the odd-numbered active qubits' information onto their left
/// neighbours by CRZ(p) and, on 0, CRX(p') and drops them, until one active qubit is left. ceil(log2 n) levels of 17 weights. Cong, Choi and Lukin
/// (2019). Measure <see cref="Output"/>.
/// </summary>
public sealed record QuantumConvolution : VariationalForm
{
    private const int Convolution = 15, Pooling = 2;

    /// <inheritdoc/>
    public override string Name => "qcnn";

    /// <summary>The active qubit that is left at the end: qubit 0.</summary>
    public static int Output => 0;

    /// <summary>The active qubits of every level on n qubits: all, then every second, down to two.</summary>
    public static ImmutableArray<ImmutableArray<int>> Levels(int qubits)
    {
        var levels = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        for (ImmutableArray<int> active = [.. Enumerable.Range(0, qubits)]; active.Length > 1; active = [.. active.Where((_, place) => place % 2 == 0)])
        {
            levels.Add(active);
        }

        return levels.ToImmutable();
    }

    /// <inheritdoc/>
    public override int WeightsFor(int qubits) => Levels(qubits).Length * (Convolution + Pooling);

    /// <inheritdoc/>
    public override Circuit Append(Circuit circuit, int firstWeight = 0)
    {
        foreach (var active in Levels(circuit.Qubits))
        {
            for (var start = 0; start < 2; start++)
            {
                for (var place = start; place + 1 < active.Length; place += 2)
                {
                    circuit = Convolve(circuit, active[place], active[place + 1], firstWeight);
                }
            }

            for (var place = 0; place + 1 < active.Length; place += 2)
            {
                circuit = circuit.CRZ(active[place + 1], active[place], weight: firstWeight + Convolution)
                    .Add(Gates.GateCatalogue.RX, [active[place]], [Angle.Weight(firstWeight + Convolution + 1)], [new(active[place + 1], false)]);
            }

            firstWeight += Convolution + Pooling;
        }

        return circuit;
    }

    /// <summary>Any two-qubit gate up to a phase: U3 on both, exp of XX, YY and ZZ, U3 on both (Cartan's decomposition).</summary>
    private static Circuit Convolve(Circuit circuit, int a, int b, int w) => circuit
        .U3(a, Angle.Weight(w), Angle.Weight(w + 1), Angle.Weight(w + 2)).U3(b, Angle.Weight(w + 3), Angle.Weight(w + 4), Angle.Weight(w + 5))
        .RXX(a, b, weight: w + 6).RYY(a, b, weight: w + 7).RZZ(a, b, weight: w + 8)
        .U3(a, Angle.Weight(w + 9), Angle.Weight(w + 10), Angle.Weight(w + 11)).U3(b, Angle.Weight(w + 12), Angle.Weight(w + 13), Angle.Weight(w + 14));
}
