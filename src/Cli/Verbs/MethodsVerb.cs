using System.CommandLine;
using System.Text.Json;
using QXai.Cli.Infrastructure;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai methods</c>: every way to explain a score.</summary>
internal static class MethodsVerb
{
    public static Command Create()
    {
        var command = new Command(
            "methods",
            """
            List every method of explanation: what it does, what it needs, what it promises (conservation, sign, resolution), where it comes from,
            and its options.

            Example: qxai methods --json
            """);
        var json = CommonOptions.Json();
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, Explainers.All.Select(method => new
                {
                    method.Name,
                    method.Family,
                    method.Summary,
                    method.Needs,
                    method.Promises,
                    method.Source,
                    Conservative = method.IsConservative,
                    Stochastic = method.IsStochastic,
                    Options = method.Uses.Select(ExplainOptions.NameOf),
                }));
                return 0;
            }

            foreach (var family in Explainers.All.GroupBy(method => method.Family))
            {
                output.WriteLine($"{JsonNamingPolicy.KebabCaseLower.ConvertName(family.Key.ToString())}:");
                foreach (var method in family)
                {
                    output.WriteLine($"  {method.Name}: {method.Summary}");
                    output.WriteLine($"    needs     {method.Needs}");
                    output.WriteLine($"    promises  {method.Promises}");
                    output.WriteLine($"    source    {method.Source}");
                    if (method.Uses.Count > 0)
                    {
                        output.WriteLine($"    options   {string.Join(", ", method.Uses.Select(option => "--" + ExplainOptions.NameOf(option)))}");
                    }
                }

                output.WriteLine();
            }

            return 0;
        });
        return command;
    }
}
