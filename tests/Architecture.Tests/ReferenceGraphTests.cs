using System.Xml.Linq;

namespace QXai.Architecture.Tests;

/// <summary>The projects reference each other as docs/decisions/0001 and 0002 say, and the libraries depend on nothing but the framework and
/// System.Numerics.Tensors.</summary>
public class ReferenceGraphTests
{
    public static TheoryData<string, string[], string[]> Graph => new()
    {
        { "Numerics", [], ["System.Numerics.Tensors"] },
        { "Autodiff", ["Numerics"], [] },
        { "Quantum", ["Numerics"], [] },
        { "Data", ["Numerics"], [] },
        { "Nn", ["Autodiff", "Quantum"], [] },
        { "Reference", ["Numerics", "Quantum"], [] },
        { "Xai", ["Nn", "Reference"], [] },
        { "Cli", ["Autodiff", "Data", "Nn", "Numerics", "Quantum", "Reference", "Xai"], ["Spectre.Console", "System.CommandLine"] },
    };

    [Theory]
    [MemberData(nameof(Graph))]
    public void ProjectReferencesExactly(string project, string[] projects, string[] packages)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        var references = file.Descendants("ProjectReference").Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value)).Order();
        Assert.Equal(projects, references);
        Assert.Equal(packages, file.Descendants("PackageReference").Select(e => e.Attribute("Include")!.Value).Order());
    }

    [Fact]
    public void EveryProjectUnderSrcIsInTheGraph() =>
        Assert.Equal(
            Graph.Select(row => (string)row[0]).Order(),
            Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!).Order());

    [Fact]
    public void NoSourceFileUsesUnsafeCodeOrNativeLibraries()
    {
        string[] forbidden = ["unsafe ", "DllImport", "LibraryImport", "stackalloc*"];
        var offenders = Repository.SourceFiles("src")
            .SelectMany(path => File.ReadLines(path).Select((line, number) => (path, line, number)))
            .Where(x => !x.line.TrimStart().StartsWith("//") && forbidden.Any(word => x.line.Contains(word)))
            .Select(x => $"{x.path}:{x.number + 1}: {x.line.Trim()}");
        Assert.Empty(offenders);
    }

    [Fact]
    public void NoFileUnderSrcExceeds400Lines() =>
        Assert.DoesNotContain(Repository.SourceFiles("src"), path => File.ReadLines(path).Count() > 400);
}
