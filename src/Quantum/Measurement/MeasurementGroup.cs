using System.Collections.Immutable;

namespace QXai.Quantum.Measurement;

/// <summary>
/// Terms of an observable that one setting of the apparatus measures together: on every qubit they agree on the factor X, Y or Z, or have none.
/// <paramref name="basis"/> holds that factor.
/// </summary>
public sealed class MeasurementGroup(PauliString basis, ImmutableArray<PauliTerm> terms)
{
    /// <summary>The factor measured on each qubit.</summary>
    public PauliString Basis => basis;

    /// <summary>The terms.</summary>
    public ImmutableArray<PauliTerm> Terms => terms;

    /// <summary>The groups of an observable: every term joins the first group it agrees with. The identity needs no measurement and is left out.</summary>
    public static ImmutableArray<MeasurementGroup> Of(Observable observable)
    {
        var groups = new List<(PauliString Basis, List<PauliTerm> Terms)>();
        foreach (var term in observable.Terms.Where(term => term.Pauli.Support != 0))
        {
            var fitting = groups.FindIndex(group => Agree(group.Basis, term.Pauli));
            if (fitting < 0)
            {
                groups.Add((term.Pauli, [term]));
                continue;
            }

            var (old, terms) = groups[fitting];
            terms.Add(term);
            groups[fitting] = (new(old.X | term.Pauli.X, old.Z | term.Pauli.Z), terms);
        }

        return [.. groups.Select(group => new MeasurementGroup(group.Basis, [.. group.Terms]))];
    }

    /// <summary>The gates that turn the basis into Z on every qubit: H for X, Sdg then H for Y.</summary>
    public Circuit Rotation(int qubits)
    {
        var circuit = new Circuit(qubits);
        for (var qubit = 0; qubit < qubits; qubit++)
        {
            circuit = basis[qubit] switch
            {
                'X' => circuit.H(qubit),
                'Y' => circuit.Sdg(qubit).H(qubit),
                _ => circuit,
            };
        }

        return circuit;
    }

    /// <summary>The value that a reading of all qubits gives to the sum of the terms: sum over k of c_k (-1)^(number of ones on P_k's qubits).</summary>
    public double Value(int reading, int qubits)
    {
        var sum = 0.0;
        foreach (var (coefficient, pauli) in terms)
        {
            var odd = false;
            for (var support = pauli.Support; support != 0; support &= support - 1)
            {
                odd ^= ((reading >> (qubits - 1 - System.Numerics.BitOperations.TrailingZeroCount(support))) & 1) != 0;
            }

            sum += odd ? -coefficient : coefficient;
        }

        return sum;
    }

    private static bool Agree(PauliString a, PauliString b)
    {
        var common = a.Support & b.Support;
        return ((a.X ^ b.X) & common) == 0 && ((a.Z ^ b.Z) & common) == 0;
    }
}
