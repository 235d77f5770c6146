using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai circuit diagnose</c>: what a circuit with weights can express, and how well it can be trained.</summary>
internal static class CircuitDiagnoseVerb
{
    public static Command Create()
    {
        var command = new Command(
            "diagnose",
            """
            Measure how expressive and how entangling a circuit with weights is, how its gradients fade with the number of qubits, which
            frequencies of its inputs an expectation holds, and how many of its weights matter.

            Example: qxai circuit diagnose ansatz.qasm --observable "Z0 Z1" --samples 2000
            Example: qxai circuit diagnose --ansatz hardware-efficient --blocks 3 --qubits 2,4,6,8 --observable Z0
            In a file without inputs every literal angle is a weight. The observable is Z0 unless given; inputs of an ansatz are 0.
            """);
        var input = new CircuitInput(command, runs: true, optional: true);
        var ansatz = new AnsatzOptions(command);
        var samples = new Option<int>("--samples") { Description = "Random weights drawn for each figure.", DefaultValueFactory = _ => 1000, HelpName = "N" };
        var data = new Option<int>("--data") { Description = "Data that the effective dimension is for.", DefaultValueFactory = _ => 1000, HelpName = "N" };
        var only = new Option<string[]>("--only")
        {
            Description = $"Only these of {string.Join(", ", Diagnosis.Parts)}.",
            HelpName = "NAME,...",
            AllowMultipleArgumentsPerToken = true,
        };
        var (seed, json) = (CommonOptions.Seed(), CommonOptions.Json());
        foreach (var option in (Option[])[samples, data, only, seed, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var (count, size) = (parsed.GetValue(samples), parsed.GetValue(data));
            if (count is < 2 or > 10_000_000)
            {
                throw new InputException($"--samples {count}: a number from 2 to 10000000 is needed.");
            }

            if (size < 100)
            {
                throw new InputException($"--data {size}: at least 100 are needed.");
            }

            var parts = Parts(parsed.GetValue(only) ?? []);
            var error = parsed.InvocationConfiguration.Error;
            var diagnosis = ansatz.IsGiven(parsed)
                ? OfAnsatz(parsed, count, size, parts, error, cancellation)
                : OfFile(parsed, count, size, parts, error, cancellation);
            if (parsed.GetValue(json))
            {
                Json.Write(parsed.InvocationConfiguration.Output, DiagnosisText.ToJson(diagnosis));
                return 0;
            }

            DiagnosisText.Write(parsed.InvocationConfiguration.Output, diagnosis);
            return 0;
        }

        Diagnosis OfAnsatz(ParseResult parsed, int count, int size, string[] parts, TextWriter error, CancellationToken cancellation)
        {
            if (input.IsGiven(parsed))
            {
                throw new InputException("A file and --ansatz were both given: one circuit is diagnosed, from one of them.");
            }

            input.RefuseInputs(parsed, "the inputs of an ansatz are 0");
            var (name, build, qubits) = ansatz.Read(parsed);
            var circuit = build(qubits[^1]);
            var begun = new Diagnosis(name, circuit, Measured(parsed, qubits[^1]), count, parsed.GetValue(seed));
            var weights = RandomWeights(circuit.Weights, new SeededRandom(begun.Seed).Derive(0));
            Func<int, Observable> observable = n => Measured(parsed, n);
            return Diagnosis.Of(begun, new double[circuit.Inputs], weights, (build, observable, qubits), size, parts, error, cancellation);
        }

        Diagnosis OfFile(ParseResult parsed, int count, int size, string[] parts, TextWriter error, CancellationToken cancellation)
        {
            if (!input.IsGiven(parsed))
            {
                throw new InputException("Nothing to diagnose was named: give a file, or --ansatz NAME.");
            }

            var file = input.Read(parsed);
            Observable[] observables = [.. input.Observables(parsed, file), Observable.Z(0)];
            var document = file.ToDocument(observables[..1], ["a diagnosis"]);
            if (document.IsNoisy || document.HasReadoutErrors || !document.Initial.IsEmpty)
            {
                var obstacle = document.IsNoisy ? "it has noise" : document.HasReadoutErrors ? "it has readout errors" : "it sets the initial state";
                throw new InputException($"{file.Path}: {obstacle}, but diagnoses are of pure states from |0...0> on.");
            }

            var begun = new Diagnosis(file.Path, document.Circuit, observables[0], count, parsed.GetValue(seed));
            return Diagnosis.Of(begun, [.. document.Inputs], [.. document.Weights], null, size, parts, error, cancellation);
        }

        Observable Measured(ParseResult parsed, int qubits) => input.Observables(parsed, qubits).FirstOrDefault(Observable.Z(0));
    }

    private static string[] Parts(string[] given)
    {
        string[] names = [.. given.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        return Array.Find(names, name => !Diagnosis.Parts.Contains(name)) is { } unknown
            ? throw new InputException($"--only {unknown}: this is none of {string.Join(", ", Diagnosis.Parts)}.")
            : names.Length > 0 ? names : Diagnosis.Parts;
    }

    private static double[] RandomWeights(int count, SeededRandom random) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble(0, 2 * Math.PI))];
}
