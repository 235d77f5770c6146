using System.CommandLine;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai circuit</c>: what can be done with a circuit in a file.</summary>
internal static class CircuitVerb
{
    public static Command Create()
    {
        var command = new Command(
            "circuit", "Run, draw, differentiate, measure up and diagnose quantum circuits in OpenQASM 2.0, OpenQASM 3 (the gate-level part) or JSON.");
        command.Subcommands.Add(CircuitRunVerb.Create());
        command.Subcommands.Add(CircuitDrawVerb.Create());
        command.Subcommands.Add(CircuitGradVerb.Create());
        command.Subcommands.Add(CircuitInfoVerb.Create());
        command.Subcommands.Add(CircuitDiagnoseVerb.Create());
        return command;
    }
}
