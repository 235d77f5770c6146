using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Gates;

namespace QXai.Nn.Hybrid;

/// <summary>The circuit that options describe: encoding V(x), then the variational part U(theta).</summary>
public static class HybridCircuit
{
    /// <summary>The one-qubit gates without parameters, which may begin an encoding.</summary>
    public static ImmutableArray<string> EncodingGates { get; } = ["I", "X", "Y", "Z", "H", "S", "Sdg", "T", "Tdg", "SX", "SXdg"];

    /// <summary>|psi(x, theta)&gt; = U(theta) V(x) |0&gt;: the encoding, then the blocks; with re-uploading, the encoding before every block.</summary>
    [Equation("QGrad-CAM", "1")]
    public static Circuit Build(HybridOptions options)
    {
        var circuit = new Circuit(options.Qubits, options.Qubits, options.Blocks * options.Qubits * options.Rotations.Length);
        for (var block = 0; block < options.Blocks; block++)
        {
            circuit = block == 0 || options.Reuploading ? Encode(circuit, options) : circuit;
            circuit = Rotate(Entangle(circuit, options.Entangler), options.Rotations, block);
        }

        return circuit;
    }

    /// <summary>V(x): on every qubit the encoding gate H_q, then exp(-i x_q sigma_k / 2) or one of the arctan encodings.</summary>
    [Equation("QGrad-CAM", "9")]
    public static Circuit Encode(Circuit circuit, HybridOptions options)
    {
        for (var qubit = 0; qubit < circuit.Qubits; qubit++)
        {
            var x = Angle.Input(qubit);
            circuit = options.EncodingGate == "I" ? circuit : circuit.Add(GateCatalogue.Find(options.EncodingGate)!, [qubit]);
            circuit = options.Encoding switch
            {
                Encoding.RyRzArctan => circuit.RY(qubit, x.Atan()).RZ(qubit, x.AtanOfSquare()),
                _ when options.EncodingAxis == 'i' => circuit,
                Encoding.Arctan => circuit.Rotate(options.EncodingAxis, qubit, -2 * x.Atan()),
                _ => circuit.Rotate(options.EncodingAxis, qubit, x),
            };
        }

        return circuit;
    }

    /// <summary>The circuit followed by an entangler on all of its qubits.</summary>
    public static Circuit Entangle(Circuit circuit, Entangler entangler)
    {
        var n = circuit.Qubits;
        var ring = Enumerable.Range(0, n).Select(qubit => (From: qubit, To: (qubit + 1) % n)).Where(pair => pair.From != pair.To);
        var upper = Enumerable.Range(0, n).SelectMany(a => Enumerable.Range(a + 1, n - a - 1).Select(b => (From: a, To: b)));
        return entangler switch
        {
            Entangler.CnotRing => ring.Aggregate(circuit, (c, pair) => c.CNOT(pair.From, pair.To)),
            Entangler.CnotChain => ring.Where(pair => pair.From < pair.To).Aggregate(circuit, (c, pair) => c.CNOT(pair.From, pair.To)),
            Entangler.CzRing => ring.Take(n == 2 ? 1 : n).Aggregate(circuit, (c, pair) => c.CZ(pair.From, pair.To)),
            Entangler.CnotAll => upper.Aggregate(circuit, (c, pair) => c.CNOT(pair.From, pair.To)),
            _ => circuit,
        };
    }

    /// <summary>The observables: those that the options name, or else one Pauli-Z per class (with a linear head: per qubit).</summary>
    [Equation("QGrad-CAM", "2")]
    public static ImmutableArray<Observable> Observables(HybridOptions options)
    {
        if (!options.Observables.IsEmpty)
        {
            return [.. options.Observables.Select(text => Observable.Parse(text, options.Qubits))];
        }

        var count = options.Head == Head.Linear ? options.Qubits : options.Classes;
        return [.. Enumerable.Range(0, count).Select(Observable.Z)];
    }

    /// <summary>
    /// Why training cannot work with this encoding, in one sentence; null where it can. The circuit does not see x_q where the Bloch vector of H_q|0&gt; is parallel to the axis of rotation,
    /// or where there is no rotation.
    /// </summary>
    public static string? BlindEncoding(HybridOptions options)
    {
        if (options.Encoding == Encoding.RyRzArctan)
        {
            return null;
        }

        if (options.EncodingAxis == 'i')
        {
            return "The encoding has no rotation (axis i), so the circuit does not see its inputs.";
        }

        var matrix = GateCatalogue.Find(options.EncodingGate)!.Matrix();
        var (a, b) = (matrix[0, 0], matrix[1, 0]);
        var coherence = 2 * System.Numerics.Complex.Conjugate(a) * b;
        var along = options.EncodingAxis switch
        {
            'x' => coherence.Real,
            'y' => coherence.Imaginary,
            _ => a.Magnitude * a.Magnitude - b.Magnitude * b.Magnitude,
        };
        return Math.Abs(along) > 1 - 1e-12
            ? $"After {options.EncodingGate} a rotation about {options.EncodingAxis} changes nothing, so the first encoding does not see its inputs."
            : null;
    }

    private static Circuit Rotate(Circuit circuit, string axes, int block)
    {
        for (var qubit = 0; qubit < circuit.Qubits; qubit++)
        {
            for (var r = 0; r < axes.Length; r++)
            {
                circuit = circuit.Rotate(axes[r], qubit, Angle.Weight((block * circuit.Qubits + qubit) * axes.Length + r));
            }
        }

        return circuit;
    }
}
