using System.Collections.Immutable;
using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Batch;
using QXai.Quantum.Formats;
using QXai.Quantum.Programs;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai circuit run</c>: the exact results of a circuit or program, or counts of shots.</summary>
internal static class CircuitRunVerb
{
    private const int TopStates = 16, LargestListed = 20;

    public static Command Create()
    {
        var command = new Command(
            "run",
            """
            Run a circuit and print what is known about its end: exactly, or with --shots as an experiment would see it.

            Example: qxai circuit run bell.qasm --observable "0.5*Z0 Z1 + X1" --json
            Example: qxai circuit run bell.qasm --shots 1000 --seed 7
            Basis states and classical bits are printed with qubit 0, or bit 0, on the left. A JSON file says itself what it wants; --want and
            --observable take the place of that. For OpenQASM, --json lists the state and the probabilities of up to 20 qubits; measurements at
            the end are left out of both, and observables are taken before them.
            --precision single halves the memory, for one more qubit: amplitudes are then good to about 1e-6 instead of 1e-15, and the text tells
            the rounding. It answers state, probs and expval.
            """);
        var input = new CircuitInput(command, runs: true);
        var shots =
            new Option<int?>("--shots") { Description = "Repeat so often and count what is measured, instead of exact results.", HelpName = "N" };
        var seed = CommonOptions.Seed();
        var want = new Option<string[]>("--want")
        {
            Description = $"The answers wanted: {string.Join(", ", AnswerNames.All)}.",
            HelpName = "NAME,...",
            AllowMultipleArgumentsPerToken = true,
        };
        var precision = new Option<string>("--precision")
        {
            Description = "The numbers to simulate in: double, or single for half the memory and about seven digits.",
            DefaultValueFactory = _ => "double",
            HelpName = "double|single",
        };
        var json = CommonOptions.Json();
        foreach (var option in (Option[])[shots, seed, want, precision, json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var file = input.Read(parsed);
            var observables = input.Observables(parsed, file);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(shots) is null)
            {
                CommonOptions.Refuse(parsed, "without --shots nothing is drawn", seed);
            }
            else
            {
                CommonOptions.Refuse(parsed, "--shots give counts, and estimates of --observable", want);
            }

            var wanted = Wanted(parsed.GetValue(want), file, observables);
            if (CommonOptions.Named<Precision>(precision, parsed) == Precision.Single)
            {
                SingleRun.Print(output, parsed.GetValue(json), file, observables, wanted, parsed.GetValue(shots) is not null, cancellation);
            }
            else if (parsed.GetValue(shots) is { } count)
            {
                Sample(output, parsed.GetValue(json), file, observables, count, parsed.GetValue(seed), cancellation);
            }
            else if (file.Document is { IsNoisy: true } && !parsed.GetValue(json))
            {
                NoisyRun.Print(output, file, file.ToDocument(observables, wanted), cancellation);
            }
            else if (file.Program.IsUnitary)
            {
                RunCircuit(output, parsed.GetValue(json), file, file.ToDocument(observables, wanted), cancellation);
            }
            else
            {
                RunProgram(output, parsed.GetValue(json), file, observables, wanted, cancellation);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static ImmutableArray<string> Wanted(string[]? given, CircuitFile file, Observable[] observables)
    {
        string[] names = [.. (given ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        if (given is { Length: > 0 } && names.Length == 0)
        {
            throw new InputException($"--want '{string.Join(' ', given)}': one or more of {string.Join(", ", AnswerNames.All)} are needed.");
        }

        if (Array.Find(names, name => !AnswerNames.All.Contains(name)) is { } unknown)
        {
            throw new InputException($"--want {unknown}: this is none of {string.Join(", ", AnswerNames.All)}.");
        }

        var needs = names.Intersect([AnswerNames.Expectations, AnswerNames.Gradients, AnswerNames.Hessians]).FirstOrDefault();
        if (needs is not null && observables.Length == 0)
        {
            throw new InputException($"--want {needs}: an observable is needed; give it with --observable.");
        }

        if (names.Length > 0 || file.Document is not null)
        {
            return names.Length > 0 ? [.. names] : file.Document!.Want;
        }

        string[] listed =
            file.Program.Qubits > LargestListed ? []
            : file.Program.IsUnitary ? [AnswerNames.State, AnswerNames.Probabilities]
            : [AnswerNames.Probabilities];
        return [.. listed, .. observables.Length > 0 ? [AnswerNames.Expectations] : (string[])[]];
    }

    private static void RunCircuit(TextWriter output, bool json, CircuitFile file, CircuitDocument document, CancellationToken cancellation)
    {
        if (json && file.Document is not null)
        {
            var wanted = Interruptible.Run(() => CircuitAnswers.Of(document, cancellation), cancellation);
            using var plain = new CircuitJsonWriter(output, cancellation);
            plain.Write(wanted);
            return;
        }

        // The summary needs the state, whatever is wanted; a table of all probabilities only where it is listed.
        var skipped = json ? (string[])[] : [AnswerNames.Probabilities];
        var summary = Interruptible.Run(() =>
        {
            var answers = CircuitAnswers.Of(document with { Want = [.. document.Want.Except(skipped), AnswerNames.State] }, cancellation);
            return StateSummary<double>.Of(document, answers.State!, answers with { State = null });
        }, cancellation);
        if (json)
        {
            summary.WriteJson(output, file.Path, cancellation);
        }
        else
        {
            summary.WriteText(output, file.Path);
        }
    }

    private static void RunProgram(
        TextWriter output, bool json, CircuitFile file, Observable[] observables, ImmutableArray<string> wanted, CancellationToken cancellation)
    {
        if (wanted.Except([AnswerNames.Probabilities, AnswerNames.Expectations]).ToImmutableArray() is { Length: > 0 } unknown)
        {
            file.ToDocument(observables, unknown);
        }

        Observable[] all = [.. observables, .. Enumerable.Range(0, file.Program.Qubits).Select(Observable.Z)];
        var result = Interruptible.Run(() => file.Simulator().Exact(all, cancellation), cancellation);
        double[] z = [.. result.Expectations.Skip(observables.Length)];
        if (json)
        {
            using var writer = new CircuitJsonWriter(output, cancellation);
            writer.Write("file", file.Path);
            writer.Write("qubits", file.Program.Qubits);
            writer.Write("observables", observables.Select(observable => observable.ToString()));
            writer.Write("branches", result.Branches);
            writer.Write("registers", file.Program.ClassicalRegisters.Select(register => new { register.Name, register.Size }));
            writer.Write("outcomes", result.Outcomes);
            writer.Write("z", z);
            writer.Write(new CircuitAnswers
            {
                Probabilities = wanted.Contains(AnswerNames.Probabilities) ? result.Probabilities : null,
                Expectations = wanted.Contains(AnswerNames.Expectations) ? [.. result.Expectations.Take(observables.Length)] : null,
            });
            return;
        }

        output.WriteLine(
            $"{file.Path}: {file.Program.Qubits} qubits, {file.Program.Bits} classical bits; its measurements branch into {result.Branches} cases");
        output.WriteLine($"Most probable classical bits ({Registers(file.Program)}, bit 0 on the left):");
        foreach (var outcome in result.Outcomes.Take(TopStates))
        {
            output.WriteLine($"  {outcome.Bits} {CircuitText.Number(outcome.Probability)}");
        }

        output.WriteLine(CircuitText.Z(z));
        for (var m = 0; m < observables.Length; m++)
        {
            output.WriteLine($"<{observables[m]}> = {CircuitText.Number(result.Expectations[m]).Trim()}");
        }
    }

    private static void Sample(
        TextWriter output, bool json, CircuitFile file, Observable[] observables, int shots, ulong seed, CancellationToken cancellation)
    {
        var samples = file.Document is { IsNoisy: true } or { HasReadoutErrors: true }
            ? NoisyRun.Sample(file.Document, observables, shots, seed, cancellation)
            : Interruptible.Run(() => file.Simulator().Sample(shots, seed, observables, cancellation), cancellation);
        if (json)
        {
            using var writer = new CircuitJsonWriter(output, cancellation);
            writer.Write("file", file.Path);
            writer.Write("shots", shots);
            writer.Write("seed", seed);
            writer.Write("counts", samples.Counts);
            writer.Write("observables", observables.Select(observable => observable.ToString()));
            writer.Write("estimates", samples.Estimates);
            return;
        }

        output.WriteLine($"{file.Path}: {shots} shots, seed {seed}; {samples.Counts.Length} different outcomes");
        foreach (var count in samples.Counts.Take(TopStates))
        {
            output.WriteLine(
                $"  {count.Bits}  {count.Count,9}  {CircuitText.Number(count.Frequency)} +- {CircuitText.Number(count.StandardError).Trim()}");
        }

        for (var m = 0; m < observables.Length; m++)
        {
            var (value, deviation) = samples.Estimates[m];
            output.WriteLine($"<{observables[m]}> = {CircuitText.Number(value).Trim()} +- {CircuitText.Number(deviation).Trim()}");
        }
    }

    private static string Registers(QuantumProgram program) => program.ClassicalRegisters.Length == 0
        ? "none"
        : string.Join(" ", program.ClassicalRegisters.Select(register => $"{register.Name}[{register.Size}]"));
}
