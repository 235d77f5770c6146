using System.Collections.Immutable;
using QXai.Quantum.Qasm.Syntax;
using QXai.Quantum.Qasm.Writing;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// The gates known so far: the built-in ones, a standard library once it is included, and the source's definitions, which are checked when they are
/// made. In OpenQASM 2.0 a definition may take the place of a library gate, since editions of the library differ.
/// </summary>
internal sealed class GateTable(
    SourceErrors errors, Evaluator evaluator, GateExpander expander, Func<string, SymbolicValue?> constants, Func<int> version)
{
    private readonly Dictionary<string, GateEntry> library = [];
    private readonly Dictionary<string, (Token At, GateEntry Entry)> own = [];

    /// <summary>Adds a standard library. No file is ever opened: any other name is refused.</summary>
    public void Include(Token file)
    {
        var fits = version() == 2 ? QasmNames.Library2 : QasmNames.Library3;
        if (file.Text != fits)
        {
            throw errors.At(file, file.Text is QasmNames.Library2 or QasmNames.Library3
                ? $"{file} is the library of OpenQASM {(version() == 2 ? 3 : 2)}, but the file is written in version {version()}"
                : $"{file} is not included: only \"{fits}\", which is built in, can be; other files are never opened");
        }

        foreach (var gate in version() == 2 ? GateLibrary.Library2 : GateLibrary.Library3)
        {
            library.TryAdd(gate.Name, gate);
        }

        if (version() == 2)
        {
            AddLibraryText();
        }
    }

    /// <summary>Adds a definition after checking its body: gates, parameters and qubits must be known, and numbers must fit.</summary>
    public void Define(GateDefinition definition)
    {
        var name = definition.Name;
        if (own.TryGetValue(name.Text, out var earlier))
        {
            throw errors.At(name, $"the gate {name} is defined already, in line {earlier.At.Line}");
        }

        if (BuiltIn(name.Text) is not null || (version() != 2 && library.ContainsKey(name.Text)))
        {
            var by = BuiltIn(name.Text) is null ? $"defined by \"{QasmNames.Library3}\"" : "built in";
            throw errors.At(name, $"the gate {name} is {by} and cannot be defined again");
        }

        own.Add(name.Text, (name, EntryOf(definition)));
    }

    /// <summary>The gate that a call names, having checked that it takes as many arguments and operands.</summary>
    public GateEntry Resolve(GateCall call, int operands)
    {
        var name = call.Name;
        var entry = own.TryGetValue(name.Text, out var found) ? found.Entry : BuiltIn(name.Text) ?? library.GetValueOrDefault(name.Text);
        if (entry is null)
        {
            var standard = version() == 2 ? GateLibrary.Library2 : GateLibrary.Library3;
            throw errors.At(name, library.Count == 0 && standard.Any(gate => gate.Name == name.Text)
                ? $"the gate {name} is not known: \"{(version() == 2 ? QasmNames.Library2 : QasmNames.Library3)}\", which defines it, is not included"
                : $"the gate {name} is not known");
        }

        if (call.Arguments.Length != entry.Parameters)
        {
            throw errors.At(name, $"the gate {name} was given {Count(call.Arguments.Length, "parameter")}, but takes {entry.Parameters}");
        }

        var controls = expander.Controls(call.Modifiers.AsSpan());
        return operands == entry.Qubits + controls ? entry : throw errors.At(name,
            $"the gate {name} was given {Count(operands, "qubit")}, but takes {entry.Qubits}"
                + (controls > 0 ? $" and {Count(controls, "control")}" : ""));
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private GateEntry? BuiltIn(string name) => Array.Find(version() == 2 ? GateLibrary.BuiltIn2 : GateLibrary.BuiltIn3, gate => gate.Name == name);

    private GateEntry EntryOf(GateDefinition definition)
    {
        if (definition.IsOpaque)
        {
            return new OpaqueGate(definition.Name, definition.Parameters.Length, definition.Qubits.Length);
        }

        if (KnownDefinitions.Find(definition.Source) is { } known)
        {
            return new NativeGate(definition.Name.Text, known, known.Parameters.Length);
        }

        foreach (var operand in definition.Body.OfType<BarrierStatement>().SelectMany(barrier => barrier.Operands))
        {
            CheckOperand(definition, operand);
        }

        return new DefinedGate(definition) { Body = [.. definition.Body.OfType<GateCall>().Select(call => Checked(definition, call))] };
    }

    private (GateCall Call, GateEntry Entry) Checked(GateDefinition definition, GateCall call)
    {
        foreach (var modifier in call.Modifiers)
        {
            if (modifier.Argument is not null)
            {
                evaluator.CheckNames(modifier.Argument, name => constants(name) is not null);
            }
        }

        var entry = Resolve(call, call.Operands.Length);
        foreach (var argument in call.Arguments)
        {
            evaluator.CheckNames(argument, name => definition.Parameters.Any(parameter => parameter.Text == name) || constants(name) is not null);
        }

        for (var i = 0; i < call.Operands.Length; i++)
        {
            CheckOperand(definition, call.Operands[i]);
            var name = call.Operands[i].Name;
            if (call.Operands.Take(i).Any(earlier => earlier.Name.Text == name.Text))
            {
                throw errors.At(name, $"'{call.Name.Text}' is given the qubit '{name.Text}' twice, but its qubits must be distinct");
            }
        }

        return (call, entry);
    }

    private void CheckOperand(GateDefinition definition, Operand operand)
    {
        var (name, selector) = operand;
        if (selector is not null)
        {
            throw errors.At(selector.At, $"the qubits of gate '{definition.Name.Text}' are single ones and take no index");
        }

        if (!definition.Qubits.Any(qubit => qubit.Text == name.Text))
        {
            var qubits = string.Join(", ", definition.Qubits.Select(qubit => qubit.Text));
            throw errors.At(name, $"{name} is no qubit of gate '{definition.Name.Text}', whose qubits are {qubits}");
        }
    }

    private void AddLibraryText()
    {
        var parser = new Parser("OPENQASM 2.0; " + GateLibrary.LibraryText2, errors);
        while (parser.Next() is GateDefinition definition)
        {
            library.TryAdd(definition.Name.Text, EntryOf(definition));
        }
    }
}
