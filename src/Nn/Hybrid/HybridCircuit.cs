using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Encodings;
using QXai.Quantum.Gates;

namespace QXai.Nn.Hybrid;

/// <summary>What the options of a hybrid model mean for its circuit.</summary>
public static class HybridCircuit
{
    /// <summary>The one-qubit gates without angles, which may begin an encoding.</summary>
    public static ImmutableArray<string> EncodingGates { get; } =
        [.. GateCatalogue.All.Where(gate => gate.Qubits == 1 && gate.Parameters.IsEmpty).Select(gate => gate.Name)];

    /// <summary>V(x).</summary>
    public static Encoding Encoding(HybridOptions options) => options.Encoding switch
    {
        EncodingKind.RyRzArctan => new RyRzArctanEncoding(),
        EncodingKind.Arctan => new ArctanEncoding(options.EncodingAxis) { FixedGate = GateCatalogue.Find(options.EncodingGate)! },
        _ => new AngleEncoding(options.EncodingAxis) { FixedGate = GateCatalogue.Find(options.EncodingGate)! },
    };

    /// <summary>The circuit of U(theta) V(x): the encoding, then the blocks; with re-uploading, the encoding before every block.</summary>
    public static Circuit Build(HybridOptions options) =>
        VariationalCircuit.Build(options.Qubits, Encoding(options), new Ansatz(options.Blocks, options.Entangler, options.Rotations), options.Reuploading);

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
}
