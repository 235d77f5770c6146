using System.Collections.Immutable;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Formats;
using QXai.Quantum.Programs;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Infrastructure;

/// <summary>A circuit file that was read: always as a program, and where it is JSON as the document that it is.</summary>
internal sealed record CircuitFile(string Path, QuantumProgram Program, double[] Inputs, double[] Weights)
{
    /// <summary>The JSON document; null for OpenQASM.</summary>
    public CircuitDocument? Document { get; private init; }

    /// <summary>A JSON document as a file.</summary>
    public static CircuitFile Of(string path, CircuitDocument document) =>
        new(path, QuantumProgram.Of(document.Circuit), [.. document.Inputs], [.. document.Weights]) { Document = document };

    /// <summary>
    /// The circuit with its values, ready to be answered: in OpenQASM without inputs every literal angle is a parameter. Refuses programs that are no
    /// unitary circuit.
    /// </summary>
    public CircuitDocument ToDocument(IEnumerable<Observable> observables, ImmutableArray<string> want)
    {
        if (Document is not null)
        {
            return Document with { Observables = [.. observables], Want = want };
        }

        if (Program.Obstacle is { } obstacle)
        {
            throw new InputException(
                $"{Path}: {obstacle}, so that there is no final state to answer {string.Join(", ", want)} from; expval, probs and --shots remain.");
        }

        var circuit = Program.ToCircuit();
        var constants = ImmutableArray<double>.Empty;
        if (circuit.Inputs + circuit.Weights == 0)
        {
            (circuit, constants) = circuit.ConstantsAsWeights();
        }

        return new(circuit, [.. Weights, .. constants], [], [.. observables], want) { Inputs = [.. Inputs] };
    }

    /// <summary>The program to run or sample: with all qubits measured where the file measures none.</summary>
    public ProgramSimulator Simulator()
    {
        if (Document is { Channels: [var channel, ..] })
        {
            throw new InputException(
                $"{Path}: the noise channel \"{channel.Channel}\" needs a density matrix, which this version does not simulate.");
        }

        var initial = Document is { Initial.IsEmpty: false } ? StateVector<double>.Of(Document.Initial.AsSpan()) : null;
        return new(Program.Measures ? Program : Program.MeasuringAll(), Inputs, Weights, initial);
    }

    /// <summary>What the parameters of a document of this file are called, in order.</summary>
    public ImmutableArray<string> ParameterNames(Circuit circuit)
    {
        if (Document is null && Program.InputNames.Length + Program.WeightNames.Length > 0)
        {
            return [.. Program.InputNames, .. Program.WeightNames];
        }

        var names = Enumerable.Range(0, circuit.Weights).Select(weight => $"params[{weight}]").ToArray();
        var uses = circuit.Gates.SelectMany((gate, number) => gate.Angles.Select((angle, k) => (gate, number, angle, k)))
            .Where(use => use.angle.Source == AngleSource.Weight).ToLookup(use => use.angle.Index);
        foreach (var use in uses.Where(use => use.Count() == 1 && use.First().angle == Angle.Weight(use.Key)))
        {
            var (gate, number, _, k) = use.First();
            names[use.Key] =
                $"gate {number}, {gate.Gate.Name}.{gate.Gate.Parameters[k]} on {string.Join(", ", gate.Qubits.Select(qubit => $"q{qubit}"))}";
        }

        return [.. names];
    }
}
