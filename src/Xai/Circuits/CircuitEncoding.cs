using System.Collections.Immutable;
using QXai.Quantum;
using QXai.Quantum.Diagnostics;

namespace QXai.Xai.Circuits;

/// <summary>
/// How the inputs enter a circuit, read off its gates and never assumed: U V(x), where V holds the gates that depend on an input and whatever acts
/// before them on the same qubits, and U the rest. Gates of U that stand before gates of V act on other qubits, so that the order does not matter.
/// </summary>
public sealed class CircuitEncoding
{
    private readonly Circuit circuit;

    internal CircuitEncoding(Circuit circuit, bool isAmplitude)
    {
        (this.circuit, IsAmplitude) = (circuit, isAmplitude);
        Uses = [.. circuit.Gates.SelectMany(
            (gate, number) => gate.Angles.SelectMany(angle => InputsOf(angle).Select(input => new InputUse(input, number, gate, angle))))];
        (V, U) = Cut(circuit);
        var history = new EncodingHistory(circuit);
        (NotFirst, NotLocal) = (history.NotFirst, history.NotLocal);
        if (isAmplitude)
        {
            NotLocal = "amplitude encoding prepares all qubits at once";
        }
    }

    /// <summary>Whether the inputs are the amplitudes of the initial state and no gate angles.</summary>
    public bool IsAmplitude { get; }

    /// <summary>Every place where an input enters, in order of application.</summary>
    public ImmutableArray<InputUse> Uses { get; }

    /// <summary>V(x): the gates up to the last that depends on an input, on every qubit.</summary>
    public Circuit V { get; }

    /// <summary>U: the rest of the circuit, without inputs.</summary>
    public Circuit U { get; }

    /// <summary>Whether no gate that depends on an input comes after a trained gate: then V(x) is untrained and the circuit is encoding-first.</summary>
    public bool IsFirst => NotFirst is null;

    /// <summary>Why the circuit is not encoding-first, as half a sentence; null where it is.</summary>
    public string? NotFirst { get; }

    /// <summary>Whether V(x) is a product of one-qubit unitaries: then the encoded state is a product state.</summary>
    public bool IsLocal => NotLocal is null;

    /// <summary>Why V(x) is no product of one-qubit unitaries, as half a sentence; null where it is.</summary>
    public string? NotLocal { get; }

    /// <summary>The qubits that an input feeds, ascending.</summary>
    public ImmutableArray<int> QubitsOf(int input) =>
    [
        .. Uses.Where(use => use.Input == input)
            .SelectMany(use => use.Gate.Qubits.Concat(use.Gate.ExtraControls.Select(control => control.Qubit))).Distinct().Order(),
    ];

    /// <summary>The inputs that feed a qubit, ascending.</summary>
    public ImmutableArray<int> InputsOf(int qubit) =>
    [
        .. Uses.Where(use => use.Gate.Qubits.Contains(qubit) || use.Gate.ExtraControls.Any(control => control.Qubit == qubit))
            .Select(use => use.Input).Distinct().Order(),
    ];

    /// <summary>
    /// Why f is no trigonometric polynomial in x_<paramref name="input"/>, all else fixed: an arctangent, a product of the input with itself, or
    /// amplitude encoding; half a sentence that names the gate. Null where every angle is affine in it.
    /// </summary>
    public string? NotAffine(int input)
    {
        if (IsAmplitude)
        {
            return $"amplitude encoding divides x{input} by the norm of all inputs";
        }

        return Uses.FirstOrDefault(use => use.Input == input && !IsAffine(use.Angle)) is { } use
            ? use.Angle.IsProduct
                ? $"{use} multiplies x{input} with itself"
                : $"{use} takes x{input} through an arctangent"
            : null;
    }

    /// <summary>
    /// The frequencies of f in x_<paramref name="input"/>, all else fixed at <paramref name="x"/>: k * Unit for k up to Degree. Throws
    /// <see cref="ArgumentException"/> where there is no such spectrum.
    /// </summary>
    internal (double Unit, int Degree) Frequencies(int input, ReadOnlySpan<double> x, ReadOnlySpan<double> weights) =>
        FourierSpectrum.Frequencies(circuit, input, x, weights);

    private static bool IsAffine(Angle angle) => angle.Map == AngleMap.Identity
        || (angle.IsProduct && !(angle.Source == AngleSource.Input && angle.SecondSource == AngleSource.Input && angle.Index == angle.SecondIndex));

    private static IEnumerable<int> InputsOf(Angle angle) => new[] { (angle.Source, angle.Index), (angle.SecondSource, angle.SecondIndex) }
        .Where(parameter => parameter.Item1 == AngleSource.Input).Select(parameter => parameter.Item2).Distinct();

    /// <summary>Backwards: a gate belongs to V if it depends on an input or acts on a qubit that a later gate of V acts on.</summary>
    private static (Circuit V, Circuit U) Cut(Circuit circuit)
    {
        var (needed, inV) = (new bool[circuit.Qubits], new bool[circuit.Count]);
        for (var number = circuit.Count - 1; number >= 0; number--)
        {
            var qubits = EncodingHistory.QubitsOf(circuit.Gates[number]);
            inV[number] = EncodingHistory.DependsOn(circuit.Gates[number], AngleSource.Input) || qubits.Any(qubit => needed[qubit]);
            foreach (var qubit in inV[number] ? qubits : [])
            {
                needed[qubit] = true;
            }
        }

        return (Part(true), Part(false));

        Circuit Part(bool wanted) => circuit.Gates.Where((_, number) => inV[number] == wanted).Aggregate(
            new Circuit(circuit.Qubits, circuit.Inputs, circuit.Weights),
            (part, gate) => part.Add(gate.Gate, gate.Qubits.AsSpan(), gate.Angles.AsSpan(), gate.ExtraControls.AsSpan()));
    }
}
