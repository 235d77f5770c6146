using System.Globalization;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;
using QXai.Xai.Rendering;

namespace QXai.Cli.Infrastructure;

/// <summary>The pictures of one explanation: the input as the model saw it, the heatmap, and the heatmap over the input.</summary>
internal sealed record HeatPictures(RgbImage Input, RgbImage Heat, RgbImage Overlay, DisplayScale Scale)
{
    private const int LeastSide = 224;

    /// <summary>The colours of heatmaps.</summary>
    public static ColorMap Colors => ColorMaps.Turbo;

    /// <summary>Draws them, enlarged so that the picture is at least <paramref name="least"/> pixels wide.</summary>
    public static HeatPictures Of(Tensor<double> input, Explanation explanation, HybridOptions options, int least = LeastSide)
    {
        var (height, width) = (input.Shape[1], input.Shape[2]);
        var factor = Math.Max(1, (least + width - 1) / width);
        var picture = Enlarge.Nearest(InputImage.Render(input, options.Mean, options.StandardDeviation), factor);
        var scale = DisplayScale.For(explanation.Relevance, DisplayRule.ZeroToMax);
        var map = CamMap.Enlarge(explanation.Cam?.Map ?? explanation.PixelMap, height * factor, width * factor);
        return new HeatPictures(picture, HeatmapImage.Render(map, Colors, scale), HeatmapImage.Overlay(picture, map, Colors, scale), scale);
    }

    /// <summary>Input, heatmap and overlay side by side, with titles, a colour bar and what was explained.</summary>
    public static RgbImage SideBySide(Tensor<double> input, Explanation explanation, HybridOptions options, string name, int? label)
    {
        var pictures = Of(input, explanation, options);
        var known = label is { } truth ? $", true class {options.ClassNames[truth]}" : "";
        var score = explanation.Score.ToString("F3", CultureInfo.InvariantCulture);
        return Figure.Compose(
            [[new Panel(pictures.Input), new Panel(pictures.Heat), new Panel(pictures.Overlay)]],
            new FigureOptions
            {
                Title = $"{explanation.Method} for class {options.ClassNames[explanation.Target]}",
                ColumnLabels = ["input", "heatmap", "overlay"],
                ColorBar = new ColorBar(Colors, pictures.Scale),
                Note = $"{name}{known}; score {score}; {(explanation.Cam is { } cam ? $"layer {cam.Layer}; " : "")}colours {pictures.Scale}"
                    + (explanation.BlankReason is { } reason ? "\n" + reason : ""),
            });
    }
}
