using System.Text.Json.Nodes;
using QXai.Xai.Metrics.Evaluation;

namespace QXai.Cli.Infrastructure.Evaluations;

/// <summary>An evaluation's table as JSON: metrics by name, in each the methods by name; undefined means and intervals are null.</summary>
internal static class EvaluationJson
{
    public static JsonObject Of(EvaluationTable table, ExplanationEvaluation evaluation, CircuitSubject? circuit)
    {
        var metrics = new JsonObject();
        for (var m = 0; m < table.Metrics.Count; m++)
        {
            var metric = table.Metrics[m];
            var methods = new JsonObject();
            foreach (var k in table.Ranking(m))
            {
                methods[table.Methods[k]] = Cell(table.Cells[m][k]);
            }

            metrics[metric.Name] = new JsonObject
            {
                ["category"] = metric.Category.ToString(),
                ["direction"] = metric.Direction.ToString(),
                ["range"] = metric.Range,
                ["source"] = metric.Source,
                ["methods"] = methods,
            };
        }

        var agreement = new JsonObject();
        for (var j = 0; j < table.Methods.Count; j++)
        {
            var row = new JsonObject();
            for (var k = 0; k < table.Methods.Count; k++)
            {
                row[table.Methods[k]] = Number(table.Agreement[j][k]);
            }

            agreement[table.Methods[j]] = row;
        }

        var result = new JsonObject
        {
            ["samples"] = table.Samples,
            ["confidence"] = table.Confidence,
            ["seed"] = evaluation.Options.Seed,
            ["watched"] = evaluation.Options.Watched.ToString(),
            ["modelFingerprint"] = evaluation.Model.Fingerprint,
            ["metrics"] = metrics,
            ["agreement"] = agreement,
            ["leftOut"] = new JsonObject(table.Skipped.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        };
        if (circuit is not null)
        {
            result.Insert(0, "circuit", circuit.ToJson());
        }

        return result;
    }

    private static JsonObject Cell(EvaluationCell cell) => new()
    {
        ["mean"] = Number(cell.Mean),
        ["interval"] = new JsonArray(Number(cell.Interval.Low), Number(cell.Interval.High)),
        ["advantageOverRandomMap"] = Number(cell.Advantage),
        ["advantageInterval"] = new JsonArray(Number(cell.AdvantageInterval.Low), Number(cell.AdvantageInterval.High)),
        ["defined"] = cell.Defined,
        ["undefined"] = cell.Undefined,
    };

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
