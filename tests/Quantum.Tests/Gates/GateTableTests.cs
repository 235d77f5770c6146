using System.Globalization;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Tests.Gates;

/// <summary>The table of gates in docs/quantum.md says what the catalogue says.</summary>
public class GateTableTests
{
    [Fact]
    public void Every_gate_of_the_catalogue_has_its_row_and_no_other()
    {
        var rows = Rows().Select(cells => (Facts: string.Join(" | ", cells[0], cells[1], cells[2], cells[4], cells[5]), Words: cells[3])).ToArray();
        Assert.Equal(GateCatalogue.All.Select(Facts), rows.Select(row => row.Facts));
        Assert.All(rows, row => Assert.NotEqual("", row.Words));
    }

    private static string Facts(Gate gate) => string.Join(
        " | ", gate.Name, gate.Qubits, string.Join(", ", gate.Parameters), gate.Generator is { } generator ? Formula(generator) : "", gate.QasmName ?? "");

    /// <summary>G as in <c>Z / 2 - 1 / 2</c>.</summary>
    private static string Formula(Generator generator)
    {
        var word = generator.Word.Length == 0 || generator.Coefficient == 0 ? ""
            : generator.Coefficient == 1 ? generator.Word
            : $"{generator.Word} / {Number(1 / generator.Coefficient)}";
        var constant = generator.Constant is 0.5 or -0.5 ? "1 / 2" : Number(Math.Abs(generator.Constant));
        return generator.Constant == 0 ? word : word == "" ? Number(generator.Constant) : $"{word} {(generator.Constant < 0 ? "-" : "+")} {constant}";
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "QXai.sln")))
        {
            folder = folder.Parent!;
        }

        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "quantum.md"));
        var table = text[text.IndexOf("<!-- gates -->", StringComparison.Ordinal)..text.IndexOf("<!-- /gates -->", StringComparison.Ordinal)];
        return table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());
    }
}
