using System.Collections.Immutable;
using QXai.Quantum.Gates;

namespace QXai.Quantum;

/// <summary>
/// A gate on qubits of a circuit: the gate, its qubits in the gate's own order (built-in controls first), its angles, and any further controls on 1 or 0.
/// Immutable, equal by content; made and checked by <see cref="Circuit"/>.
/// </summary>
public sealed class AppliedGate : IEquatable<AppliedGate>
{
    internal AppliedGate(Gate gate, ImmutableArray<int> qubits, ImmutableArray<Angle> angles, ImmutableArray<Control> extraControls)
    {
        Gate = gate;
        Qubits = qubits;
        Angles = angles;
        ExtraControls = extraControls;
        Targets = qubits[gate.Controls..];
        Controls = [.. extraControls, .. qubits[..gate.Controls].Select(qubit => new Control(qubit))];
    }

    /// <summary>The gate.</summary>
    public Gate Gate { get; }

    /// <summary>The gate's qubits: built-in controls, then targets.</summary>
    public ImmutableArray<int> Qubits { get; }

    /// <summary>The angles, one for each of the gate's parameters.</summary>
    public ImmutableArray<Angle> Angles { get; }

    /// <summary>The controls beyond the gate's own.</summary>
    public ImmutableArray<Control> ExtraControls { get; }

    /// <summary>All controls: the further ones, then the built-in ones.</summary>
    public ImmutableArray<Control> Controls { get; }

    /// <summary>The qubits of the gate's core: the first is the most significant bit of its matrix.</summary>
    public ImmutableArray<int> Targets { get; }

    /// <summary>The applied gate that undoes this one.</summary>
    public AppliedGate Inverse()
    {
        var (gate, angles) = Gate.Inverse(Angles.AsSpan());
        return new(gate, Qubits, angles, ExtraControls);
    }

    /// <inheritdoc/>
    public bool Equals(AppliedGate? other) => other is not null && Gate.Equals(other.Gate) && Qubits.AsSpan().SequenceEqual(other.Qubits.AsSpan())
        && Angles.AsSpan().SequenceEqual(other.Angles.AsSpan()) && ExtraControls.AsSpan().SequenceEqual(other.ExtraControls.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AppliedGate);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Gate);
        foreach (var qubit in Qubits)
        {
            hash.Add(qubit);
        }

        foreach (var angle in Angles)
        {
            hash.Add(angle);
        }

        return hash.ToHashCode();
    }

    /// <summary>As in <c>RX(x0) q1</c> or <c>Z q2 if q0=1 q1=0</c>.</summary>
    public override string ToString() =>
        Gate.Name + (Angles.Length > 0 ? $"({string.Join(", ", Angles)})" : "")
        + string.Concat(Qubits.Select(qubit => $" q{qubit}"))
        + (ExtraControls.Length > 0 ? " if" + string.Concat(ExtraControls.Select(control => $" q{control.Qubit}={(control.On ? 1 : 0)}")) : "");
}
