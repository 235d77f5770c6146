using System.CommandLine;

namespace QXai.Cli.Verbs;

/// <summary>The verbs of the command line, one file each.</summary>
internal static class Catalogue
{
    private static readonly (string Name, Func<Command> Create)[] Verbs =
    [
        ("demo", DemoVerb.Create),
        ("train", TrainVerb.Create),
        ("evaluate", EvaluateVerb.Create),
        ("explain", ExplainVerb.Create),
        ("methods", MethodsVerb.Create),
        ("heatmaps", HeatmapsVerb.Create),
        ("figure", FigureVerb.Create),
        ("audit", AuditVerb.Create),
        ("verify", VerifyVerb.Create),
        ("study", StudyVerb.Create),
        ("data", DataVerb.Create),
        ("reproduce", ReproduceVerb.Create),
        ("evaluate-explanations", EvaluateExplanationsVerb.Create),
        ("circuit", CircuitVerb.Create),
    ];

    /// <summary>
    /// The command line, as far as these arguments need it: where they begin with a verb, that verb alone, since the options of all others would take longer
    /// to make than many a verb to run; else all verbs, among which help and suggestions choose.
    /// </summary>
    public static RootCommand Root(params IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("QXai: train hybrid quantum-classical models, and see and check why they decide as they do.");
        var isVerb = arguments.Count > 0 && Array.Exists(Verbs, verb => verb.Name == arguments[0]);
        foreach (var (name, create) in Verbs)
        {
            if (!isVerb || name == arguments[0])
            {
                root.Subcommands.Add(create());
            }
        }

        return root;
    }
}
