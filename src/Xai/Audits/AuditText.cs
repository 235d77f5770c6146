using System.Globalization;
using QXai.Quantum.Differentiation.Lie;

namespace QXai.Xai.Audits;

/// <summary>An audit as text: values side by side, checks, equations with their methods, and the terms of (Q15) where they were asked for.</summary>
public static class AuditText
{
    private const int Column = 24;

    /// <summary>Writes the whole report.</summary>
    public static void Write(TextWriter output, AuditReport report, string? className = null)
    {
        var name = className is null || className == $"{report.Target}" ? "" : $" ({className})";
        Line(output, $"Audit of the channel weights (7) of '{report.Layer}' for class {report.Target}{name}, score {report.Score:R}");
        Line(output, $"model {report.ModelFingerprint}");
        Line(output, $"input {report.InputFingerprint}");
        WriteValues(output, "slope of the score for each input of the circuit", "x", report, derivation => derivation.Inputs);
        WriteValues(output, "weight of each map", "w", report, derivation => derivation.Channels);
        WriteDerivations(output, report);
        WriteTerms(output, report.Terms);
        output.WriteLine();
        foreach (var check in report.Checks)
        {
            Line(
                output,
                $"{(check.Passed ? "pass" : "FAIL")}  {check.Statement}: {Scientific(check.Discrepancy, 2)}, allowed {Scientific(check.Tolerance, 2)}");
        }

        output.WriteLine(report.Agrees ? "All derivations agree." : "The derivations DISAGREE.");
    }

    private static void WriteValues(
        TextWriter output, string title, string symbol, AuditReport report, Func<Derivation, IReadOnlyList<double>> values)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine("      " + string.Concat(report.Derivations.Select(derivation => derivation.Name.PadLeft(Column))) + "disagreement".PadLeft(14));
        IReadOnlyList<double>[] columns = [.. report.Derivations.Select(values)];
        for (var i = 0; i < columns[0].Count; i++)
        {
            var cells = string.Concat(columns.Select(column => Scientific(column[i], 15).PadLeft(Column)));
            output.WriteLine($"{symbol}{i}".PadRight(6) + cells + Scientific(AuditCheck.Spread(columns, i), 1).PadLeft(14));
        }
    }

    private static void WriteDerivations(TextWriter output, AuditReport report)
    {
        output.WriteLine();
        output.WriteLine("equations and the methods that implement them");
        WriteUses(output, report.Equations);
        foreach (var derivation in report.Derivations)
        {
            output.WriteLine($"{derivation.Name}: {derivation.Summary}");
            WriteUses(output, derivation.Equations);
        }
    }

    private static void WriteUses(TextWriter output, IReadOnlyList<EquationUse> uses)
    {
        foreach (var use in uses)
        {
            output.WriteLine($"  {use.Paper} {$"({use.Number})",-5} {use.Method}");
        }
    }

    private static void WriteTerms(TextWriter output, IReadOnlyList<BracketDerivation> occurrences)
    {
        foreach (var occurrence in occurrences)
        {
            output.WriteLine();
            Line(
                output,
                $"(15) for x{occurrence.Input} on qubit {occurrence.Qubit}: {occurrence.Terms.Length} non-zero terms, sum {Scientific(occurrence.Value, 15)}");
            foreach (var term in occurrence.Terms)
            {
                Line(output, $"  C = {term.Coefficient:R}  {term.Pauli,-30}  contributes {Scientific(term.Contribution, 15)}");
            }
        }
    }

    /// <summary>With so many digits after the point and an exponent of at least two: <c>-1.2e-03</c>.</summary>
    private static string Scientific(double value, int digits)
    {
        var text = value.ToString($"e{digits}", CultureInfo.InvariantCulture);
        return text.Length > 3 && text[^3] == '0' ? text.Remove(text.Length - 3, 1) : text;
    }

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
