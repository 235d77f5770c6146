using System.CommandLine;

namespace QXai.Cli.Verbs;

/// <summary>The verbs of the command line, one file each.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Command> All =>
    [
        DemoVerb.Create(),
        TrainVerb.Create(),
        EvaluateVerb.Create(),
        ExplainVerb.Create(),
        FigureVerb.Create(),
        AuditVerb.Create(),
        StudyVerb.Create(),
        CircuitVerb.Create(),
    ];
}
