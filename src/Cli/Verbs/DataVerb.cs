using System.CommandLine;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai data</c>: what is in a data set, and how to get one.</summary>
internal static class DataVerb
{
    public static Command Create()
    {
        var command = new Command("data", "Check a data set's folder, or fetch a public data set.");
        command.Subcommands.Add(DataCheckVerb.Create());
        command.Subcommands.Add(DataFetchVerb.Create());
        return command;
    }
}
