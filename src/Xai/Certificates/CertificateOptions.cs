using System.Globalization;
using System.Text.Json.Nodes;
using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates;

/// <summary>Reads the choices that a certificate records back into options. What an explainer recorded by default is given to it explicitly, and must
/// lead to the same record.</summary>
internal static class CertificateOptions
{
    /// <summary>The options; choices of a circuit relevance that no option names (form, epsilon) stay at their defaults, and differ from the record
    /// if they were not.</summary>
    public static ExplainOptions Read(JsonArray recorded, IExplainer explainer)
    {
        var options = new ExplainOptions();
        foreach (var entry in recorded)
        {
            var (name, value) = (entry?["name"]?.GetValue<string>(), entry?["value"]?.GetValue<string>());
            var option = explainer.Uses.Where(option => ExplainOptions.NameOf(option) == name).Cast<ExplainOption?>().FirstOrDefault();
            options = option is { } known && value is not (null or NamedOption.Unused) ? With(options, known, value) : options;
        }

        return options;
    }

    /// <summary>The reference point that a certificate states, of the input's shape.</summary>
    public static Tensor<double> Reference(JsonNode stated, Shape shape)
    {
        var (numbers, rank) = (Numbers(stated).ToArray(), 0);
        for (var node = stated; node is JsonArray { Count: > 0 } rows; node = rows[0])
        {
            rank++;
        }

        return numbers.Length == shape.Count && rank == shape.Rank && numbers.All(double.IsFinite)
            ? Tensor<double>.From(shape, numbers)
            : throw new InputException($"$.reference has {numbers.Length} numbers in {rank} axes, but the input has shape {shape}");
    }

    private static IEnumerable<double> Numbers(JsonNode? node) => node switch
    {
        JsonArray rows => rows.SelectMany(Numbers),
        JsonValue value when value.TryGetValue<double>(out var number) => [number],
        _ => [double.NaN],
    };

    private static ExplainOptions With(ExplainOptions options, ExplainOption option, string value) => option switch
    {
        ExplainOption.Layer => options with { Layer = value },
        ExplainOption.Rule => options with { Rule = value },
        ExplainOption.Composite => options with { Composite = value },
        ExplainOption.SeedMethod => options with { SeedMethod = value },
        ExplainOption.Basis => options with { Basis = value },
        ExplainOption.Share => options with { Share = value },
        ExplainOption.Quadrature => options with { Quadrature = value },
        ExplainOption.Steps => options with { Steps = Whole(option, value) },
        ExplainOption.Samples => options with { Samples = Whole(option, value) },
        ExplainOption.Window => options with { Window = Whole(option, value) },
        ExplainOption.Stride => options with { Stride = Whole(option, value) },
        ExplainOption.Groups => options with { Groups = Whole(option, value) },
        ExplainOption.Form => options with { Form = value },
        ExplainOption.Epsilon => options with { Epsilon = Real(option, value) },
        ExplainOption.Noise => options with { Noise = Real(option, value) },
        ExplainOption.Fill => options with { Fill = Real(option, value) },
        ExplainOption.Seed => options with { Seed = ulong.TryParse(value, CultureInfo.InvariantCulture, out var seed) ? seed : throw Bad(option, value) },
        _ => options,
    };

    private static int Whole(ExplainOption option, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(option, value);

    private static double Real(ExplainOption option, string value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(option, value);

    private static InputException Bad(ExplainOption option, string value) =>
        new($"the option {ExplainOptions.NameOf(option)} is '{value}', which is not a number it can have");
}
