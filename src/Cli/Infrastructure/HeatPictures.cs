using System.Globalization;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;
using QXai.Xai.Rendering;

namespace QXai.Cli.Infrastructure;

/// <summary>The pictures of one explanation: the input as the model saw it, the heatmap, and the heatmap over the input.</summary>
internal sealed record HeatPictures(RgbImage Input, RgbImage Heat, RgbImage Overlay, DisplayScale Scale, ColorMap Palette)
{
    private const int LeastSide = 224;

    /// <summary>The colours of heatmaps without negative values.</summary>
    public static ColorMap Colors => ColorMaps.Turbo;

    /// <summary>The colours of signed maps, with zero in the middle.</summary>
    public static ColorMap SignedColors => ColorMaps.CoolWarm;

    /// <summary>
    /// Draws them, enlarged so that the picture is at least <paramref name="least"/> pixels wide: maps of a layer smoothly, relevances of pixels as
    /// the squares that they are; with negative values in the colours of signed maps.
    /// </summary>
    public static HeatPictures Of(Tensor<double> input, Explanation explanation, HybridOptions options, int least = LeastSide)
    {
        var isSigned = explanation.Relevance.Span.ToArray().Any(value => value < 0);
        return Draw(input, explanation.Cam?.Map, explanation.PixelMap, isSigned, options, least);
    }

    /// <summary>The same of the signed relevance, in the colours of signed maps whatever its signs are.</summary>
    public static HeatPictures Signed(Tensor<double> input, Explanation explanation, HybridOptions options, int least) =>
        Draw(input, explanation.Cam?.SignedMap, explanation.SignedRelevance, isSigned: true, options, least);

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
                ColorBar = new ColorBar(pictures.Palette, pictures.Scale),
                Note = $"{name}{known}; score {score}; {(explanation.Cam is { } cam ? $"layer {cam.Layer}; " : "")}colours {pictures.Scale}"
                    + (explanation.BlankReason is { } reason ? "\n" + reason : ""),
            });
    }

    private static HeatPictures Draw(Tensor<double> input, Tensor<double>? layerMap, Tensor<double> pixelMap, bool isSigned, HybridOptions options, int least)
    {
        var (height, width) = (input.Shape[1], input.Shape[2]);
        var factor = Math.Max(1, (least + width - 1) / width);
        var picture = Enlarge.Nearest(InputImage.Render(input, options.Mean, options.StandardDeviation), factor);
        var (scale, colors) = (DisplayScale.For(pixelMap, isSigned ? DisplayRule.MaxAbs : DisplayRule.ZeroToMax), isSigned ? SignedColors : Colors);
        var map = layerMap is null ? Blocks(pixelMap, factor) : CamMap.Enlarge(layerMap, height * factor, width * factor);
        return new HeatPictures(picture, HeatmapImage.Render(map, colors, scale), Over(picture, map, colors, scale), scale, colors);
    }

    /// <summary>Signed maps leave the picture as it is where nothing is said about it.</summary>
    private static RgbImage Over(RgbImage picture, Tensor<double> map, ColorMap colors, DisplayScale scale) => colors.Diverging
        ? HeatmapImage.Overlay(picture, map, colors, scale, opacity: 0.9, fade: true)
        : HeatmapImage.Overlay(picture, map, colors, scale);

    private static Tensor<double> Blocks(Tensor<double> map, int factor)
    {
        var large = new Tensor<double>(new Shape(map.Shape[0] * factor, map.Shape[1] * factor));
        for (var i = 0; i < large.Length; i++)
        {
            large.Span[i] = map[i / large.Shape[1] / factor, i % large.Shape[1] / factor];
        }

        return large;
    }
}
