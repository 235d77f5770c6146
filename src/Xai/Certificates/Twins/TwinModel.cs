using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Reference.DualNumbers;
using QXai.Xai.Audits;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates.Twins;

/// <summary>A model as the twins see it: its layers, and the bounds of its input per channel where they are known.</summary>
/// <param name="Network">The layers.</param>
/// <param name="Low">A black pixel, normalised: (0 - mean) / deviation.</param>
/// <param name="High">A white one: (1 - mean) / deviation.</param>
internal sealed record TwinModel(DualNetwork Network, double[]? Low, double[]? High)
{
    /// <summary>The matrices of the circuits met so far: models that differ in front of the circuit only have them in common.</summary>
    public ProductScores Products { get; } = new();

    /// <summary>The model of a run; null where it has an op that the twins do not know.</summary>
    public static TwinModel? Of(ModelRun run)
    {
        var options = (run.Model.Exact as HybridModel<double>)?.Options;
        double[]? Pixel(double value) =>
            options is null ? null : [.. options.Mean.Zip(options.StandardDeviation, (mean, deviation) => (value - mean) / deviation)];
        try
        {
            return new(DualTranslation.Of(run), Pixel(0), Pixel(1));
        }
        catch (InputException)
        {
            return null;
        }
    }
}
