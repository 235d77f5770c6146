using System.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Programs.Running;

/// <summary>
/// Terms of an observable that one measurement setting serves: on every qubit their letters are equal or I. The letters are turned into Z (H for X,
/// then; sdg and H for Y), and each sampled basis state gives sum over k of c_k (-1)^(parity of its bits on term k).
/// </summary>
internal sealed class PauliGroup
{
    private readonly List<PauliTerm> terms = [];
    private double sum, squares;
    private int shots;

    private PauliGroup(PauliTerm first) => terms.Add(first);

    /// <summary>Divides the terms, but the identity, into groups: each joins the first that it fits.</summary>
    public static List<PauliGroup> Of(Observable observable)
    {
        var groups = new List<PauliGroup>();
        foreach (var term in observable.Terms.Where(term => term.Pauli != PauliString.Identity))
        {
            if (groups.Find(group => group.Fits(term.Pauli)) is { } found)
            {
                found.terms.Add(term);
            }
            else
            {
                groups.Add(new(term));
            }
        }

        return groups;
    }

    /// <summary>The mean of the samples and its squared standard error (unknown for one shot).</summary>
    public (double Mean, double Variance) Estimate
    {
        get
        {
            var mean = sum / shots;
            return (mean, shots > 1 ? Math.Max(0, squares / shots - mean * mean) / (shots - 1) : double.NaN);
        }
    }

    /// <summary>Adds samples of a state, which is left as it is.</summary>
    public void Sample(StateVector<double> state, int count, SeededRandom random)
    {
        var letters = terms.Aggregate(PauliString.Identity, (union, term) => new(union.X | term.Pauli.X, union.Z | term.Pauli.Z));
        var turn = Enumerable.Range(0, letters.MinimalQubits).Aggregate(new Circuit(state.Qubits), (circuit, qubit) => letters[qubit] switch
        {
            'X' => circuit.H(qubit),
            'Y' => circuit.Sdg(qubit).H(qubit),
            _ => circuit,
        });
        var turned = state.Clone();
        turned.Apply(turn);
        var parities = terms.Select(term => BitPauli.Of(term.Pauli, state.Qubits).Support).ToArray();
        BasisSampler.Sample(turned, count, random, (index, times) =>
        {
            var value = 0.0;
            for (var k = 0; k < parities.Length; k++)
            {
                value += (BitOperations.PopCount((ulong)(index & parities[k])) & 1) != 0 ? -terms[k].Coefficient : terms[k].Coefficient;
            }

            sum += times * value;
            squares += times * value * value;
            shots += times;
        });
    }

    private bool Fits(PauliString pauli) => terms.TrueForAll(term =>
        (((term.Pauli.X ^ pauli.X) | (term.Pauli.Z ^ pauli.Z)) & term.Pauli.Support & pauli.Support) == 0);
}
