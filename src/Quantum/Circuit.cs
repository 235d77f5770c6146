using System.Collections.Immutable;
using QXai.Quantum.Gates;

namespace QXai.Quantum;

/// <summary>
/// A quantum circuit: a number of qubits and the gates in order of application. An immutable value, equal by content; every fluent call gives a new circuit
/// that shares its beginning with the old one, so that a circuit of g gates costs O(g).
/// <c>new Circuit(4).H(0).RY(0, input: 0).CNOT(0, 1).RZ(2, weight: 3).RX(1, 0.3)</c>. Qubit 0 is the most significant bit of a basis state.
/// </summary>
public sealed partial class Circuit : IEquatable<Circuit>
{
    private readonly Circuit? beginning;
    private readonly AppliedGate? last;
    private ImmutableArray<AppliedGate> gates;

    /// <summary>
    /// An empty circuit on 1 to 63 qubits. Inputs and weights are counted from the angles that mention them; <paramref name="inputs"/> and
    /// <paramref name="weights"/> state how many there are at least, for circuits that leave the last ones unused.
    /// </summary>
    public Circuit(int qubits, int inputs = 0, int weights = 0)
    {
        if (qubits is < 1 or > 63)
        {
            throw new ArgumentException($"Circuit: {qubits} qubits are outside 1 to 63.");
        }

        if (inputs < 0 || weights < 0)
        {
            throw new ArgumentException($"Circuit: {inputs} inputs and {weights} weights must not be negative.");
        }

        (Qubits, Inputs, Weights) = (qubits, inputs, weights);
        gates = [];
    }

    private Circuit(Circuit beginning, AppliedGate last)
    {
        (this.beginning, this.last) = (beginning, last);
        (Qubits, Inputs, Weights, Count) = (beginning.Qubits, beginning.Inputs, beginning.Weights, beginning.Count + 1);
        foreach (var angle in last.Angles)
        {
            Inputs = Math.Max(Inputs, angle.Needed(AngleSource.Input));
            Weights = Math.Max(Weights, angle.Needed(AngleSource.Weight));
        }
    }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>Number of inputs x_0, x_1, ...: one more than the highest that an angle mentions, or what the constructor was told.</summary>
    public int Inputs { get; }

    /// <summary>Number of weights w_0, w_1, ...: one more than the highest that an angle mentions, or what the constructor was told.</summary>
    public int Weights { get; }

    /// <summary>Number of gates.</summary>
    public int Count { get; }

    /// <summary>The gates in order of application.</summary>
    public ImmutableArray<AppliedGate> Gates
    {
        get
        {
            if (gates.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref gates, Collect());
            }

            return gates;
        }
    }

    /// <summary>
    /// This circuit followed by any gate: on <paramref name="qubits"/> in the gate's own order, with one angle per parameter, and acting only where all of
    /// <paramref name="controls"/> are met. Throws <see cref="ArgumentException"/> naming the gate, the values and the reason where they do not fit.
    /// </summary>
    public Circuit Add(Gate gate, ReadOnlySpan<int> qubits, ReadOnlySpan<Angle> angles = default, ReadOnlySpan<Control> controls = default)
    {
        CircuitChecks.Check(this, gate, qubits, angles, controls);
        return new(this, new(gate, [.. qubits], [.. angles], [.. controls]));
    }

    /// <summary>This circuit followed by the gates of <paramref name="next"/>, which must not have more qubits; inputs and weights keep their
    /// numbers.</summary>
    public Circuit Append(Circuit next)
    {
        if (next.Qubits > Qubits)
        {
            throw new ArgumentException($"Append: the appended circuit has {next.Qubits} qubits, but this one has {Qubits}.");
        }

        var start = new Circuit(Qubits, Math.Max(Inputs, next.Inputs), Math.Max(Weights, next.Weights));
        var widened = start.Inputs == Inputs && start.Weights == Weights ? this : Gates.Aggregate(start, (circuit, gate) => new(circuit, gate));
        return next.Gates.Aggregate(widened, (circuit, gate) => new(circuit, gate));
    }

    /// <summary>The circuit that undoes this one: the inverse gates in reverse order.</summary>
    public Circuit Inverse() => Gates.Reverse().Aggregate(new Circuit(Qubits, Inputs, Weights), (circuit, gate) => new(circuit, gate.Inverse()));

    /// <summary>The gates numbered <paramref name="range"/>, as a circuit with the same qubits, inputs and weights.</summary>
    public Circuit Slice(Range range)
    {
        var (start, length) = range.GetOffsetAndLength(Count);
        return Gates.AsSpan().Slice(start, length).ToArray().Aggregate(new Circuit(Qubits, Inputs, Weights), (circuit, gate) => new(circuit, gate));
    }

    /// <inheritdoc/>
    public bool Equals(Circuit? other) => other is not null && (ReferenceEquals(this, other)
        || (Qubits == other.Qubits && Inputs == other.Inputs && Weights == other.Weights && Count == other.Count
            && Gates.AsSpan().SequenceEqual(other.Gates.AsSpan())));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Circuit);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Qubits);
        foreach (var gate in Gates)
        {
            hash.Add(gate);
        }

        return hash.ToHashCode();
    }

    private ImmutableArray<AppliedGate> Collect()
    {
        var collected = new AppliedGate[Count];
        var circuit = this;
        while (circuit.last is not null)
        {
            collected[circuit.Count - 1] = circuit.last;
            circuit = circuit.beginning!;
        }

        return ImmutableArray.Create(collected);
    }
}
