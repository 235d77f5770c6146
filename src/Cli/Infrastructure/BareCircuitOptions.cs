using System.CommandLine;
using System.Globalization;
using QXai.Cli.Infrastructure.Evaluations;
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
    private readonly Option<string?> file =
        new("--circuit") { Description = "Explain a circuit instead of a model: a file in OpenQASM 3 or JSON.", HelpName = "FILE" };
    private readonly Option<string[]> observables = new("--observable")
    {
        Description = "The observable whose expectation is explained, as in \"0.5*Z0 Z1 + X2\"; several, and --class N chooses.",
        HelpName = "SUM",
    };
    private readonly Option<string?> inputs = new("--inputs")
    {
        Description = "The circuit's inputs x0,x1,...: in OpenQASM in the order of their declarations, in JSON the first of \"params\".",
        HelpName = "X,X,...",
    };
    private readonly Option<string?> weights =
        new("--weights") { Description = "The values of the circuit's weights, where the file does not hold them.", HelpName = "W,W,..." };

    /// <summary>Adds the options; without <paramref name="withInputs"/> for verbs that take many inputs from elsewhere.</summary>
    public BareCircuitOptions(Command command, bool withInputs = true)
    {
        foreach (var option in (Option[])[file, observables, .. withInputs ? [inputs] : (Option[])[], weights])
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
        var x = NumberList.Parse(
            inputs, parsed.GetValue(inputs) ?? throw new InputException($"--circuit {path} needs --inputs, the values of the circuit's inputs."));
        var model = Model(parsed, CircuitInput.ReadFile(path), x.Length, $"--inputs has {x.Length} values");
        return new ExplainSubject(
            ExplainedModel.Of(model), Tensor<double>.From(new(x.Length), x), Path.GetFileName(path), target(model.Observables.Count) ?? 0,
            [.. model.Observables.Select(sum => sum.ToString())], Label: null, Picture: null);
    }

    /// <summary>
    /// The circuit with its weights and observables for samples of inputs, which <paramref name="samples"/> makes once it is known how many inputs
    /// there are (null: the samples must say).
    /// </summary>
    public (CircuitModel Model, string Name, CircuitSamples Samples) ReadSamples(ParseResult parsed, Func<int?, CircuitSamples> samples)
    {
        var path = parsed.GetValue(file)!;
        var read = CircuitInput.ReadFile(path);
        var drawn = samples(read.Document is null ? Unitary(read).Inputs : null);
        return (Model(parsed, read, drawn.Inputs, $"{drawn.Description}: a row has {drawn.Inputs} values"), Path.GetFileName(path), drawn);
    }

    /// <summary>The number of an observable; null where none was given.</summary>
    public static int? Observable(string? text, int count) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < count ? number
        : throw new InputException($"--class {text}: the observables are numbered 0 to {count - 1}.");

    private CircuitModel Model(ParseResult parsed, CircuitFile read, int count, string have)
    {
        var (circuit, given) = Split(parsed, read, count, have);
        Observable[] sums = parsed.GetValue(observables) is { Length: > 0 } texts
            ? [.. texts.Select(text => Quantum.Observable.Parse(text, circuit.Qubits))]
            : read.Document is { Observables.IsEmpty: false } document
            ? [.. document.Observables]
            : throw new InputException($"--circuit {read.Path} needs --observable, the sum of Pauli strings whose expectation is explained, as in \"Z0\".");
        return new CircuitModel(circuit, sums, given);
    }

    private (Circuit Circuit, double[] Weights) Split(ParseResult parsed, CircuitFile read, int count, string have)
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
                ? throw new InputException($"{have}, but {read.Path} has {document.Weights.Length} parameters.")
                : (document.Circuit.FirstWeightsAsInputs(count), document.Weights[count..].ToArray());
        }

        var circuit = Unitary(read);
        var given = parsed.GetValue(weights) is { } text ? NumberList.Parse(weights, text) : [];
        return circuit.Inputs != count
            ? throw new InputException($"{have}, but {read.Path} has {circuit.Inputs} inputs{Names(read.Program.InputNames)}.")
            : given.Length != circuit.Weights
            ? throw new InputException($"--weights has {given.Length} values, but {read.Path} has {circuit.Weights} weights{Names(read.Program.WeightNames)}.")
            : (circuit, given);
    }

    private static Circuit Unitary(CircuitFile read) => read.Program.Obstacle is { } obstacle
        ? throw new InputException($"{read.Path}: {obstacle}, so that there is no expectation to explain.")
        : read.Program.ToCircuit();

    private static string Names(IReadOnlyCollection<string> names) => names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
}
