using QXai.Cli.Infrastructure;
using QXai.Data.Images;
using QXai.Numerics.Imaging;
using QXai.Xai.Methods;
using QXai.Xai.Rendering;

namespace QXai.Cli.Reproduction;

/// <summary>The paper's Fig. 5: photographs of both classes, each with the heatmap of its class over it.</summary>
internal static class PetsFigure
{
    private const int Side = 192;

    public static RgbImage Draw(ReproducedModels models, Func<int, PixelBox?> frame, int perClass, CancellationToken cancellation)
    {
        var rows = new List<IReadOnlyList<Panel?>>();
        var names = new List<string>();
        for (var label = 0; label < models.Hybrid.Options.Classes; label++)
        {
            var (photographs, overlays) = (new List<Panel?>(), new List<Panel?>());
            foreach (var index in models.FirstRight(label, perClass, index => frame(index) is not null))
            {
                cancellation.ThrowIfCancellationRequested();
                var input = models.Input(index);
                var explanation = new QGradCam().Explain(models.Quantum, input, label);
                var photograph = Enlarge.Bilinear(InputImage.Render(input, models.Hybrid.Options.Mean, models.Hybrid.Options.StandardDeviation), Side, Side);
                var map = CamMap.Enlarge(explanation.Cam!.Map, Side, Side);
                var overlay = HeatmapImage.Overlay(photograph, map, HeatPictures.Colors, DisplayScale.For(map, DisplayRule.ZeroToMax), 0.45);
                if (frame(index) is { } box)
                {
                    new Canvas(overlay).Frame((int)(box.X * Side), (int)(box.Y * Side), (int)(box.Width * Side), (int)(box.Height * Side), Rgb.White, 2);
                }

                photographs.Add(new Panel(photograph, PetsExperiment.NameOf(models.Test, index).Replace('_', ' ')));
                overlays.Add(new Panel(overlay));
            }

            rows.Add(photographs);
            rows.Add(overlays);
            names.AddRange([models.Hybrid.Options.ClassNames[label], "QGrad-CAM"]);
        }

        return Figure.Compose(rows, new FigureOptions
        {
            Title = "Test photographs and what speaks for their class",
            RowLabels = names,
            ColorBar = new ColorBar(HeatPictures.Colors, new DisplayScale(DisplayRule.ZeroToMax, 0, 1), "share of the map's largest value"),
            Note = $"qgrad-cam on {models.Hybrid.Convolutions[^1]}.relu, {models.Hybrid.Options.BridgeShape[0]} maps; "
                + "each map by its own largest value. White frame: the annotated head, which the model never saw. "
                + "The first test photographs with such a frame that the model classifies rightly.",
        });
    }
}
