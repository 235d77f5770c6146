using System.Globalization;
using QXai.Xai.Evidence;

namespace QXai.Cli.Infrastructure;

/// <summary>The conservation ledger as a table: per layer the relevance that came in, that went out, and on lines of their own what was absorbed.</summary>
internal static class LedgerTable
{
    public static void Write(TextWriter output, Explanation explanation)
    {
        var layers = explanation.Layers;
        var (name, rule) = (layers.Max(layer => layer.Layer.Length), layers.Max(layer => layer.Rule.Length));
        output.WriteLine($"{"layer".PadRight(name)}  {"rule".PadRight(rule)}  {"in",15}  {"out",15}  {"residual",9}");
        foreach (var layer in layers)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{layer.Layer.PadRight(name)}  {layer.Rule.PadRight(rule)}  {layer.In,15:G9}  {layer.Out,15:G9}  {layer.Residual,9:G2}"));
            foreach (var line in layer.Absorbed)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"".PadRight(name)}  {line.Item} absorbed {line.Amount:G9}"));
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"score {explanation.Score:G9} = relevance of the input {explanation.Total:G9} + absorbed {explanation.Ledger.Sum(line => line.Amount):G9}"));
    }
}
