using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Quantum.Programs;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai circuit info</c>: how large a circuit is.</summary>
internal static class CircuitInfoVerb
{
    public static Command Create()
    {
        var command = new Command(
            "info",
            """
            Count a circuit's qubits, layers, gates and parameters.

            Example: qxai circuit info adder_n10.qasm
            """);
        var input = new CircuitInput(command, runs: false);
        var json = CommonOptions.Json();
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var file = input.Read(parsed);
            var program = file.Program;
            var statistics = ProgramStatistics.Of(program);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, new
                {
                    File = file.Path,
                    statistics.Qubits,
                    statistics.Bits,
                    statistics.Depth,
                    statistics.Gates,
                    Counts = statistics.Counts.ToDictionary(),
                    statistics.TwoQubitGates,
                    statistics.LargerGates,
                    statistics.ConstantAngles,
                    program.InputNames,
                    program.WeightNames,
                    statistics.Measurements,
                    statistics.Resets,
                    statistics.Conditions,
                    Channels = file.Document?.Channels.Length ?? 0,
                    ReadoutErrors = Misread(file).Length,
                    program.IsUnitary,
                });
                return 0;
            }

            output.WriteLine($"{file.Path}: {statistics.Qubits} qubits, depth {statistics.Depth}, {statistics.Gates} gates");
            output.WriteLine($"gates        {string.Join("  ", statistics.Counts.Select(pair => $"{pair.Key} {pair.Value}"))}");
            output.WriteLine($"of these     {statistics.TwoQubitGates} on two qubits, {statistics.LargerGates} on more");
            output.WriteLine(
                $"parameters   {statistics.ConstantAngles} constant angles, {statistics.Inputs} inputs{Names(program.InputNames)}, "
                + $"{statistics.Weights} weights{Names(program.WeightNames)}");
            output.WriteLine(
                $"classical    {statistics.Bits} bits, {statistics.Measurements} measurements, "
                + $"{statistics.Resets} resets, {statistics.Conditions} conditions");
            if (file.Document is { Channels.IsEmpty: false } noisy)
            {
                var names = noisy.Channels.Select(channel => channel.Channel).Distinct();
                output.WriteLine($"noise        {noisy.Channels.Length} channels: {string.Join(", ", names)}");
            }

            if (Misread(file) is { Length: > 0 } misread)
            {
                output.WriteLine($"readout      errors of {string.Join(", ", misread.Select(qubit => $"q{qubit}"))}");
            }

            output.WriteLine(
                program.Obstacle is { } obstacle ? $"no circuit   {obstacle}" : "a circuit    nothing but gates before the measurements at the end");
            return 0;
        });
        return command;
    }

    /// <summary>The qubits that are read with errors.</summary>
    private static int[] Misread(CircuitFile file) =>
        file.Document is { Readout: { } readout } ? [.. Enumerable.Range(0, readout.Errors.Length).Where(qubit => readout.Errors[qubit] != default)] : [];

    private static string Names(IReadOnlyCollection<string> names) => names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
}
