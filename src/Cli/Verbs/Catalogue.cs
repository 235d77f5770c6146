using System.CommandLine;

namespace QXai.Cli.Verbs;

/// <summary>The verbs of the command line, one file each.</summary>
internal static class Catalogue
{
    /// <summary>The whole command line.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("QXai: train hybrid quantum-classical models, and see and check why they decide as they do.");
        foreach (var verb in All)
        {
            root.Subcommands.Add(verb);
        }

        return root;
    }

    public static IReadOnlyList<Command> All =>
    [
        DemoVerb.Create(),
        TrainVerb.Create(),
        EvaluateVerb.Create(),
        ExplainVerb.Create(),
        MethodsVerb.Create(),
        HeatmapsVerb.Create(),
        FigureVerb.Create(),
        AuditVerb.Create(),
        StudyVerb.Create(),
        DataVerb.Create(),
        ReproduceVerb.Create(),
        EvaluateExplanationsVerb.Create(),
        CircuitVerb.Create(),
    ];
}
