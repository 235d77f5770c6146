using QXai.Xai.Audits;
using QXai.Xai.Certificates;

namespace QXai.Architecture.Tests.Equations;

/// <summary>Every equation of the papers is one named method and is verified by a test; docs/equations.md says which.</summary>
public class EquationIndexTests
{
    [Fact]
    public void EveryEquationOfQGradCamHasAMethodAndATest()
    {
        var gaps = Equation.All.Where(equation => equation.Paper == "QGrad-CAM")
            .SelectMany(equation => new[]
            {
                EquationIndex.Methods.Contains(equation.Key) ? null : $"{equation.Key}, {equation.Statement}: no method is marked with it",
                EquationIndex.Tests.Contains(equation.Key) ? null : $"{equation.Key}, {equation.Statement}: no test says that it verifies it",
            })
            .OfType<string>();
        Assert.Empty(gaps);
    }

    [Fact]
    public void EverySectionOfXqmlThatIsImplementedHasATest() =>
        Assert.Empty(
            from equation in Equation.All
            where EquationIndex.Methods.Contains(equation.Key) && !EquationIndex.Tests.Contains(equation.Key)
            select equation.Key);

    [Fact]
    public void MarksAndClaimsNameEquationsThatExist()
    {
        string[] known = [.. Equation.All.Select(equation => equation.Key)];
        Assert.Empty(EquationIndex.Methods.Concat(EquationIndex.Tests).Select(group => group.Key).Except(known));
    }

    [Fact]
    public void AuditsNameTheMethodsThatAreMarked()
    {
        EquationUse[] uses = [.. AuditEquations.Common, .. AuditEquations.MovingStates, .. AuditEquations.Literal, .. AuditEquations.DualNumbers,
            .. CertificateEquations.Explanation, .. CertificateEquations.Cam, .. CertificateEquations.Ledger,
            .. CertificateEquations.Seeds.Values.SelectMany(uses => uses)];
        Assert.Empty(
            from use in uses
            where !EquationIndex.Methods[$"{use.Paper} ({use.Number})"].Contains(use.Method)
            select $"{use.Method} is not marked with {use.Paper} ({use.Number})");
    }

    [Fact]
    public void TheDocumentIsUpToDate()
    {
        var path = Path.Combine(Repository.Root, "docs", "equations.md");
        var document = EquationIndex.Document();
        if (Environment.GetEnvironmentVariable("QXAI_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, document);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == document,
            "docs/equations.md is out of date; write it anew with: QXAI_WRITE_DOCS=1 dotnet test tests/Architecture.Tests");
    }
}
