using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Formats;
using QXai.Quantum.Noise;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai circuit grad</c>: gradients of expectations with respect to a circuit's parameters, by any of the methods.</summary>
internal static class CircuitGradVerb
{
    public static Command Create()
    {
        var command = new Command(
            "grad",
            """
            Differentiate expectations of a circuit with respect to its inputs and weights; in a file without them, to every gate angle.
            Without --observable they are the file's own (JSON), else <Z> of every qubit.

            Example: qxai circuit grad vqe.qasm --method shift --observable "0.5*Z0 Z1 + X2"
            """);
        var input = new CircuitInput(command, runs: true);
        var method = new Option<string>("--method")
        {
            Description = "How: by the adjoint method, parameter shifts, the Lie bracket or finite differences.",
            DefaultValueFactory = _ => "adjoint",
            HelpName = string.Join('|', Differentiators.All.Select(one => one.Name)),
        };
        var json = CommonOptions.Json();
        command.Options.Add(method);
        command.Options.Add(json);
        command.SetAction((parsed, cancellation) =>
        {
            var file = input.Read(parsed);
            var observables = input.Observables(parsed, file);
            observables = observables.Length > 0 ? observables : [.. Enumerable.Range(0, file.Program.Qubits).Select(Observable.Z)];
            var document = file.ToDocument(observables, [AnswerNames.Gradients]);
            var name = parsed.GetValue(method)!;
            if (Differentiators.Find(name) is null)
            {
                throw new InputException($"--method {name}: one of {string.Join(", ", Differentiators.All.Select(one => one.Name))} is needed.");
            }

            var jacobian = Interruptible.Run(() => Differentiate(file, document, name, cancellation), cancellation);
            Print(parsed.InvocationConfiguration.Output, parsed.GetValue(json), file, document, name, jacobian);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Jacobian Differentiate(CircuitFile file, CircuitDocument document, string method, CancellationToken cancellation)
    {
        var initial = document.Initial.IsEmpty ? null : StateVector<double>.Of(document.Initial.AsSpan());
        if (document.IsNoisy)
        {
            var noisy = NoisyDifferentiators.Find(method) ?? throw new InputException(
                $"--method {method}: {file.Path} has noise, for which there are: {string.Join(", ", NoisyDifferentiators.All.Select(one => one.Name))}.");
            return noisy.Differentiate(
                document.Noisy, document.Observables, document.Inputs.AsSpan(), document.Weights.AsSpan(),
                initial is null ? null : DensityMatrix.Of(initial), cancellation);
        }

        return Differentiators.Find(method)!.Differentiate(
            document.Circuit, document.Measured, document.Inputs.AsSpan(), document.Weights.AsSpan(), initial, cancellation);
    }

    private static void Print(TextWriter output, bool json, CircuitFile file, CircuitDocument document, string method, Jacobian jacobian)
    {
        var names = file.ParameterNames(document.Circuit);
        double[] values = [.. document.Inputs, .. document.Weights];
        double Derivative(int m, int j) => j < document.Inputs.Length ? jacobian.Inputs[m, j] : jacobian.Weights[m, j - document.Inputs.Length];
        if (json)
        {
            Json.Write(output, new
            {
                File = file.Path,
                Method = method,
                Observables = document.Observables.Select(observable => observable.ToString()),
                Parameters = names.Select((name, j) => new { Name = name, Value = values[j] }),
                Expval = jacobian.Expectations,
                Grad = document.Observables.Select((_, m) => names.Select((_, j) => Derivative(m, j))),
            });
            return;
        }

        output.WriteLine($"{file.Path}: {document.Observables.Length} observables, {names.Length} parameters, by {method}");
        for (var m = 0; m < document.Observables.Length; m++)
        {
            output.WriteLine();
            output.WriteLine($"<{document.Observables[m]}> = {CircuitText.Number(jacobian.Expectations[m])}");
            for (var j = 0; j < names.Length; j++)
            {
                output.WriteLine($"  {CircuitText.Number(Derivative(m, j))}  {names[j]} = {values[j]:0.######}");
            }
        }
    }
}
