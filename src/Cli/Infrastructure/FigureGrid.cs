using QXai.Data.Images;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Xai.Methods;
using QXai.Xai.Rendering;

namespace QXai.Cli.Infrastructure;

/// <summary>The paper's Fig. 4: one row per class, several test pictures of it, each with the heatmap of that class over it.</summary>
internal static class FigureGrid
{
    private const int Side = 112;

    /// <summary>
    /// Draws the grid from the first pictures of each class that the model classifies as what they are (the first of any where there are too few).
    /// <paramref name="tick"/> is called after every picture.
    /// </summary>
    public static RgbImage Draw(
        HybridModel<float> model,
        ImageSource<float> source,
        IExplainer explainer,
        int columns,
        string? layer,
        CancellationToken cancellation,
        Action<int>? tick = null)
    {
        var explained = ExplainedModel.Of(model);
        var normalisation = new Normalisation(model.Options.Mean.AsSpan(), model.Options.StandardDeviation.AsSpan());
        var rows = new List<IReadOnlyList<Panel?>>();
        var (used, done, colors) = ("relevances", 0, HeatPictures.Colors);
        for (var label = 0; label < model.Options.Classes; label++)
        {
            var panels = new List<Panel?>();
            foreach (var (index, input) in Choose(source, label, columns, normalisation, explained))
            {
                cancellation.ThrowIfCancellationRequested();
                var explanation = explainer.Explain(explained, input, label, new ExplainOptions { Layer = layer });
                used = explanation.Cam is { } cam ? $"maps of {cam.Layer}" : "relevances";
                var pictures = explainer.Family == ExplainerFamily.Cam
                    ? HeatPictures.Of(input, explanation, model.Options, Side)
                    : HeatPictures.Signed(input, explanation, model.Options, Side);
                colors = pictures.Palette;
                panels.Add(new Panel(pictures.Input));
                panels.Add(new Panel(pictures.Overlay, Border: explanation.BlankReason is null ? null : Rgb.Grey));
                tick?.Invoke(++done);
            }

            rows.Add([.. panels, .. Enumerable.Repeat<Panel?>(null, (2 * columns) - panels.Count)]);
        }

        return Figure.Compose(rows, new FigureOptions
        {
            Title = $"{explainer.Name}: test pictures and what speaks for their class",
            RowLabels = [.. model.Options.ClassNames],
            ColumnLabels = [.. Enumerable.Range(0, columns).SelectMany(_ => (string[])["input", "overlay"])],
            ColorBar = new ColorBar(colors, colors.Diverging ? new DisplayScale(DisplayRule.MaxAbs, -1, 1) : new DisplayScale(DisplayRule.ZeroToMax, 0, 1)),
            Note = colors.Diverging
                ? $"{used}, each scaled by its own largest magnitude; a grey border marks a map that is zero everywhere"
                : $"{used}, each scaled from zero to its own maximum; a grey border marks a map that is nowhere positive",
            TextScale = 2,
        });
    }

    private static IEnumerable<(int Index, Tensor<double> Input)> Choose(
        ImageSource<float> source, int label, int count, Normalisation normalisation, ExplainedModel model)
    {
        var (right, wrong) = (new List<(int, Tensor<double>)>(), new List<(int, Tensor<double>)>());
        for (var index = 0; index < source.Count && right.Count < count; index++)
        {
            if (source.Label(index) == label)
            {
                var input = new Tensor<double>(source.SampleShape);
                ExplainInput.ReadSample(source, index, normalisation, input.Span);
                var scores = model.TrainedScores(input);
                (Enumerable.Range(0, scores.Count).MaxBy(c => scores[c]) == label ? right : wrong).Add((index, input));
            }
        }

        return right.Concat(wrong).Take(count);
    }
}
