using System.Collections.Immutable;
using QXai.Quantum.Gates;
using QXai.Quantum.Qasm.Syntax;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// Turns a call of a gate into gates of the catalogue: definitions are followed, modifiers applied from the gate outwards, an angle that is a sum
/// over several inputs split into a product of rotations. Bounded in work and in depth, so that no source can make it run away.
/// </summary>
internal sealed class GateExpander(SourceErrors errors, Evaluator evaluator, Func<string, SymbolicValue?> constants)
{
    /// <summary>The most gates, calls and copies of gates in one program.</summary>
    public const int MaximalWork = 1 << 21;

    /// <summary>How deep definitions may call one another.</summary>
    public const int MaximalNesting = 200;

    private int work, nesting;

    /// <summary>
    /// Adds what a call of the program, <paramref name="at"/>, means to <paramref name="sink"/>. With <paramref name="phased"/>, global phases
    /// matter: the call stands under a control or a root.
    /// </summary>
    public void Expand(
        Token at,
        ReadOnlySpan<Modifier> modifiers,
        GateEntry entry,
        SymbolicValue[] arguments,
        ReadOnlySpan<int> qubits,
        List<AppliedGate> sink,
        bool phased)
    {
        if (modifiers.IsEmpty)
        {
            Expand(at, entry, arguments, qubits, sink, phased);
            return;
        }

        var (modifier, inner) = (modifiers[0], new List<AppliedGate>());
        switch (modifier.Name.Text)
        {
            case "inv":
                Expand(at, modifiers[1..], entry, arguments, qubits, inner, phased);
                sink.AddRange(Enumerable.Reverse(inner).Select(gate => gate.Inverse()));
                break;
            case "pow":
                var exponent = evaluator.Constant(modifier.Argument!, constants);
                var whole = exponent == Math.Floor(exponent) && Math.Abs(exponent) <= int.MaxValue;
                Expand(at, modifiers[1..], entry, arguments, qubits, inner, phased || !whole);
                sink.AddRange(whole ? Repeated(at, inner, (int)exponent) : FractionalPower.Of(inner, exponent) ?? throw errors.At(
                    modifier.Name,
                    FormattableString.Invariant($"the power {exponent} of '{entry.Name}' cannot be taken: ")
                        + "that needs one or two qubits and no inputs, unless the exponent is an integer"));
                break;
            default:
                var count = Controls(modifier);
                var controls = new Control[count];
                for (var i = 0; i < count; i++)
                {
                    controls[i] = new(qubits[i], modifier.Name.Text == "ctrl");
                }

                Expand(at, modifiers[1..], entry, arguments, qubits[count..], inner, phased: true);
                sink.AddRange(inner.Select(gate => ControlledGates.Add(gate, controls)));
                break;
        }

        Spend(at, inner.Count);
    }

    /// <summary>The number of control qubits that modifiers add.</summary>
    public int Controls(ReadOnlySpan<Modifier> modifiers)
    {
        var count = 0;
        foreach (var modifier in modifiers)
        {
            count += modifier.Name.Text is "ctrl" or "negctrl" ? Controls(modifier) : 0;
        }

        return count;
    }

    private int Controls(Modifier modifier) =>
        modifier.Argument is null ? 1 : evaluator.Integer(modifier.Argument, constants, 1, Symbols.MaximalQubits, "the number of controls");

    private void Expand(Token at, GateEntry entry, SymbolicValue[] arguments, ReadOnlySpan<int> qubits, List<AppliedGate> sink, bool phased)
    {
        Spend(at, 1);
        switch (entry)
        {
            case NativeGate native:
                Emit(at, native, arguments, qubits, sink, phased);
                break;
            case DefinedGate defined:
                if (++nesting > MaximalNesting)
                {
                    throw errors.At(at, $"gate definitions call one another deeper than {MaximalNesting} levels");
                }

                Follow(at, defined, arguments, qubits, sink, phased);
                nesting--;
                break;
            case OpaqueGate opaque:
                throw errors.At(at, $"the gate '{opaque.Name}' is opaque (line {opaque.At.Line}): what it does is not said, so it cannot be run");
        }
    }

    private void Follow(Token at, DefinedGate gate, SymbolicValue[] arguments, ReadOnlySpan<int> qubits, List<AppliedGate> sink, bool phased)
    {
        var definition = gate.Definition;
        SymbolicValue? LookUp(string name)
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                if (definition.Parameters[i].Text == name)
                {
                    return arguments[i];
                }
            }

            return constants(name);
        }

        foreach (var (call, entry) in gate.Body)
        {
            var operands = new int[call.Operands.Length];
            for (var i = 0; i < operands.Length; i++)
            {
                operands[i] = qubits[IndexOf(definition.Qubits, call.Operands[i].Name.Text)];
            }

            SymbolicValue[] values = [.. call.Arguments.Select(argument => evaluator.Evaluate(argument, LookUp))];
            Expand(at, call.Modifiers.AsSpan(), entry, values, operands, sink, phased);
        }
    }

    private static int IndexOf(ImmutableArray<Token> names, string name)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Text == name)
            {
                return i;
            }
        }

        return -1;
    }

    private void Emit(Token at, NativeGate native, SymbolicValue[] arguments, ReadOnlySpan<int> qubits, List<AppliedGate> sink, bool phased)
    {
        var gate = native.Gate;
        if (native.Phase is { } phase && (phased || native.PhaseQubit is not null))
        {
            EmitPhase(at, phase(arguments), native.PhaseQubit is { } qubit ? [qubits[qubit]] : [], sink);
        }

        ImmutableArray<int> places = [.. qubits];
        var angles = arguments.Take(gate.Parameters.Length).Select(argument => Angles(at, argument)).ToArray();
        if (angles.All(sum => sum.Length == 1))
        {
            sink.Add(new(gate, places, [.. angles.Select(sum => sum[0])], []));
            return;
        }

        foreach (var factor in gate.Factors)
        {
            ImmutableArray<Angle> sum =
                factor.Parameter is { } parameter ? [.. angles[parameter].Select(angle => factor.Scale * angle)]
                : factor.Gate.Parameters.IsEmpty ? [] : [factor.Constant];
            Spend(at, sum.Length);
            sink.AddRange(sum.Select(angle => new AppliedGate(GateCatalogue.Controlled(factor.Gate, gate.Controls), places, [angle], [])));
        }
    }

    /// <summary>A phase shift of a qubit, or a global phase where there is no qubit.</summary>
    private void EmitPhase(Token at, SymbolicValue phase, ImmutableArray<int> place, List<AppliedGate> sink)
    {
        if (phase is not { IsConstant: true, Constant: 0 })
        {
            sink.AddRange(Angles(at, phase).Select(angle =>
                new AppliedGate(place.IsEmpty ? GateCatalogue.GPhase : GateCatalogue.P, place, [angle], [])));
        }
    }

    private ImmutableArray<Angle> Angles(Token at, SymbolicValue value) =>
        value.ToAngles() ?? throw errors.At(at, "an angle holds the square of an input, which a circuit can hold only within arctan(x*x)");

    private IEnumerable<AppliedGate> Repeated(Token at, List<AppliedGate> gates, int exponent)
    {
        if (gates is [{ Gate.Generator: not null } only])
        {
            return [new(only.Gate, only.Qubits, [exponent * only.Angles[0]], only.ExtraControls)];
        }

        Spend(at, (long)gates.Count * Math.Abs((long)exponent));
        var once = exponent >= 0 ? gates : [.. Enumerable.Reverse(gates).Select(gate => gate.Inverse())];
        return Enumerable.Repeat(once, Math.Abs(exponent)).SelectMany(gate => gate);
    }

    private void Spend(Token at, long amount)
    {
        if (amount > MaximalWork - work)
        {
            throw errors.At(at, $"the program expands to more than {MaximalWork} gates");
        }

        work += (int)amount;
    }
}
