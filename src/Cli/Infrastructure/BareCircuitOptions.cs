using System.CommandLine;
using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Xai.Methods;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// A bare circuit to explain instead of a model and a picture: OpenQASM 3, whose inputs are the explained ones, or JSON, whose first parameters are.
/// </summary>
internal sealed class BareCircuitOptions
{
    private readonly Option<string?> file = new("--circuit") { Description = "Explain a circuit instead of a model: a file in OpenQASM 3 or JSON.", HelpName = "FILE" };
    private readonly Option<string[]> observables = new("--observable") { Description = "The observable whose expectation is explained, as in \"0.5*Z0 Z1 + X2\"; several, and --class N chooses.", HelpName = "SUM" };
    private readonly Option<string?> inputs = new("--inputs") { Description = "The circuit's inputs x0,x1,...: in OpenQASM in the order of their declarations, in JSON the first of \"params\".", HelpName = "X,X,..." };
    private readonly Option<string?> weights = new("--weights") { Description = "The values of the circuit's weights, where the file does not hold them.", HelpName = "W,W,..." };

    public BareCircuitOptions(Command command)
    {
        foreach (var option in (Option[])[file, observables, inputs, weights])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether a circuit was named.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(file) is not null;

    /// <summary>Refuses the options of a circuit where none was named.</summary>
    public void Refuse(ParseResult parsed) => CommonOptions.Refuse(parsed, "it is for --circuit", observables, inputs, weights);

    /// <summary>The circuit, its input, and observable number <paramref name="target"/> (the first unless chosen).</summary>
    public ExplainSubject Read(ParseResult parsed, Func<int, int?> target)
    {
        var path = parsed.GetValue(file)!;
        var read = CircuitInput.ReadFile(path);
        var x = NumberList.Parse(inputs, parsed.GetValue(inputs) ?? throw new InputException($"--circuit {path} needs --inputs, the values of the circuit's inputs."));
        var (circuit, given) = Split(parsed, read, x.Length);
        Observable[] sums = parsed.GetValue(observables) is { Length: > 0 } texts
            ? [.. texts.Select(text => Observable.Parse(text, circuit.Qubits))]
            : read.Document is { Observables.IsEmpty: false } document
            ? [.. document.Observables]
            : throw new InputException($"--circuit {path} needs --observable, the sum of Pauli strings whose expectation is explained, as in \"Z0\".");
        var model = ExplainedModel.Of(new CircuitModel(circuit, sums, given));
        return new ExplainSubject(model, Tensor<double>.From(new(x.Length), x), Path.GetFileName(path), target(sums.Length) ?? 0, [.. sums.Select(sum => sum.ToString())], Label: null, Picture: null);
    }

    private (Circuit Circuit, double[] Weights) Split(ParseResult parsed, CircuitFile read, int count)
    {
        if (read.Document is { } document)
        {
            CommonOptions.Refuse(parsed, $"{read.Path} holds the values of its parameters", weights);
            return document.IsNoisy || document.HasReadoutErrors
                ? throw new InputException(
                    $"{read.Path} has {(document.IsNoisy ? "noise channels" : "readout errors")}; explanations are for circuits without.")
                : !document.Initial.IsEmpty
                ? throw new InputException($"{read.Path} begins in a state of its own (\"init\"); explanations are for circuits that begin in |0...0>.")
                : count > document.Weights.Length
                ? throw new InputException($"--inputs has {count} values, but {read.Path} has {document.Weights.Length} parameters.")
                : (document.Circuit.FirstWeightsAsInputs(count), document.Weights[count..].ToArray());
        }

        if (read.Program.Obstacle is { } obstacle)
        {
            throw new InputException($"{read.Path}: {obstacle}, so that there is no expectation to explain.");
        }

        var circuit = read.Program.ToCircuit();
        var given = parsed.GetValue(weights) is { } text ? NumberList.Parse(weights, text) : [];
        return circuit.Inputs != count
            ? throw new InputException($"--inputs has {count} values, but {read.Path} has {circuit.Inputs} inputs{Names(read.Program.InputNames)}.")
            : given.Length != circuit.Weights
            ? throw new InputException($"--weights has {given.Length} values, but {read.Path} has {circuit.Weights} weights{Names(read.Program.WeightNames)}.")
            : (circuit, given);
    }

    private static string Names(IReadOnlyCollection<string> names) => names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
}
