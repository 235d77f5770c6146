using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using QXai.Numerics;

namespace QXai.Architecture.Tests.Equations;

/// <summary>
/// Which method implements an equation, and which test verifies it. Methods carry <see cref="EquationAttribute"/>; tests carry the comment <c>//
/// verifies QGrad-CAM (15) and (16)</c>, before the test or inside it.
/// </summary>
internal static partial class EquationIndex
{
    /// <summary>The libraries; the command line implements no equations.</summary>
    private static readonly string[] Projects = ["Numerics", "Autodiff", "Quantum", "Data", "Nn", "Xai", "Reference"];

    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Full names of methods, properties and types by equation, in alphabetical order.</summary>
    public static ILookup<string, string> Methods { get; } = Projects
        .SelectMany(project => Assembly.Load($"QXai.{project}").GetTypes())
        .SelectMany(type => type.GetMembers(Any).Where(member => member is not Type).Prepend(type))
        .SelectMany(member => member.GetCustomAttributes<EquationAttribute>(false)
            .Select(mark => (Key: $"{mark.Paper} ({mark.Number})", Name: FullName(member))))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ToLookup(pair => pair.Key, pair => pair.Name);

    /// <summary>Class and name of tests by equation, in alphabetical order.</summary>
    public static ILookup<string, string> Tests { get; } = Repository.SourceFiles("tests")
        .SelectMany(TestsIn)
        .Distinct()
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ToLookup(pair => pair.Key, pair => pair.Name);

    /// <summary>The text of docs/equations.md.</summary>
    public static string Document()
    {
        var text = new StringBuilder();
        text.Append("# Equations, the methods that implement them, and the tests that verify them\n\n");
        text.Append("Generated from the `[Equation]` marks in src/ and the `// verifies` comments in tests/ by tests/Architecture.Tests.\n");
        text.Append("To write it anew: `QXAI_WRITE_DOCS=1 dotnet test tests/Architecture.Tests`.\n");
        foreach (var paper in Equation.All.GroupBy(equation => equation.Paper))
        {
            text.Append($"\n## {paper.Key}\n\n| | what it says | method | test |\n|---|---|---|---|\n");
            foreach (var equation in paper.Where(equation => Methods.Contains(equation.Key)))
            {
                text.Append($"| ({equation.Number}) | {equation.Statement} | {Cell(Methods[equation.Key])} | {Cell(Tests[equation.Key])} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The name of a member without the number of its type parameters: <c>QXai.Nn.Hybrid.HybridModel.Forward</c>.</summary>
    private static string FullName(MemberInfo member)
    {
        var type = member as Type ?? member.DeclaringType!;
        var name = Arity().Replace(type.FullName!.Replace('+', '.'), "");
        return member is Type ? name : $"{name}.{member.Name}";
    }

    /// <summary>The equations that a test file claims, each with the test that follows the comment, or that holds it.</summary>
    private static IEnumerable<(string Key, string Name)> TestsIn(string path)
    {
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Claim().Match(lines[i]) is { Success: true } claim)
            {
                var test = TestAt(lines, i) ?? throw new InvalidDataException($"{path}:{i + 1}: no test belongs to the claim '{lines[i].Trim()}'.");
                foreach (Match number in Number().Matches(claim.Groups["numbers"].Value))
                {
                    yield return ($"{claim.Groups["paper"].Value} {number.Value}", $"{Path.GetFileNameWithoutExtension(path)}.{test}");
                }
            }
        }
    }

    private static string? TestAt(string[] lines, int comment)
    {
        var next = lines.Skip(comment + 1).SkipWhile(line => line.TrimStart().StartsWith("//") || line.TrimStart().StartsWith('[')).FirstOrDefault("");
        var declaration = Method().Match(next) is { Success: true } after
            ? after
            : lines.Take(comment).Reverse().Select(line => Method().Match(line)).FirstOrDefault(match => match.Success);
        return declaration?.Groups["name"].Value;
    }

    private static string Cell(IEnumerable<string> names) => string.Join("<br>", names.Distinct().Select(name => $"`{name}`"));

    [GeneratedRegex(@"^\s*// verifies (?<paper>[\w-]+)(?<numbers>( |,|and|\([0-9IVX]+\))+)")]
    private static partial Regex Claim();

    [GeneratedRegex(@"\([0-9IVX]+\)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s+public (async )?(void|Task) (?<name>\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
