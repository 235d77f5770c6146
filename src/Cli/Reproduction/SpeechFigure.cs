using QXai.Cli.Infrastructure;
using QXai.Data.Speech;
using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Xai.Methods;
using QXai.Xai.Rendering;

namespace QXai.Cli.Reproduction;

/// <summary>The paper's Figs. 6 and 7: a spectrogram with axes in seconds and kHz, and its heatmap, with a yellow rectangle where speech is.</summary>
internal static class SpeechFigure
{
    private const int Scale = 4;
    private const double TextScale = 1.75;

    public static RgbImage Draw(ReproducedModels models, int index)
    {
        var source = (SpeechNoise<float>)models.Test;
        var (form, sample, label) = (source.Options.Form, source.Sample(index), source.Label(index));
        var explanation = new QGradCam().Explain(models.Quantum, models.Input(index), label);
        var (width, height) = (form.Frames * Scale, form.Bands * Scale);
        var levels = Levels(source, index);
        var loudness = DisplayScale.For(levels, DisplayRule.MinMax);
        var spectrogram = HeatmapImage.Render(CamMap.Enlarge(levels, height, width), ColorMaps.Magma, loudness);
        var isBlank = explanation.BlankReason is not null;
        var map = CamMap.Enlarge(isBlank ? explanation.Cam!.SignedMap : explanation.Cam!.Map, height, width);
        var (colors, heat) = isBlank
            ? (ColorMaps.CoolWarm, DisplayScale.For(map, DisplayRule.MaxAbs))
            : (HeatPictures.Colors, DisplayScale.For(map, DisplayRule.ZeroToMax));
        var grey = HeatmapImage.Render(CamMap.Enlarge(levels, height, width), ColorMaps.Grey, loudness);
        var overlay = HeatmapImage.Overlay(grey, map, colors, heat, 0.6);
        if (SpeechExperiment.Frames(source, index) is { } frames)
        {
            Frame(spectrogram, frames, form);
            Frame(overlay, frames, form);
        }

        var (time, frequency) = (new Axis("time (s)", form.Time(-0.5), form.Time(form.Frames - 0.5)), new Axis("frequency (kHz)", 0, form.SampleRate / 2000.0));
        var bars = (Bar(ColorMaps.Magma, loudness, "level (dB)", height), Bar(colors, heat, isBlank ? "before the rectifier" : "QGrad-CAM", height));
        var noise = sample.Ratio is { } ratio
            ? FormattableString.Invariant($"with helicopter noise (recording {sample.Noise!.Recording}) at {ratio:F1} dB")
            : "clean";
        return Figure.Compose(
            [[
                new Panel(Beside(Plot.WithAxes(spectrogram, time, frequency, TextScale), bars.Item1)),
                new Panel(Beside(Plot.WithAxes(overlay, time, frequency, TextScale), bars.Item2)),
            ]],
            new FigureOptions
            {
                Title = $"TIMIT {sample.Clip.Name}, {noise}",
                ColumnLabels = ["spectrogram", $"QGrad-CAM of class {source.ClassNames[label]}{(isBlank ? ", signed" : "")}"],
                Gap = 24,
                Note = FormattableString.Invariant(
                    $"score {explanation.Score:F3}; layer {explanation.Cam.Layer}. ")
                    + "Yellow: from the first to the last sample of speech of the phone alignment, "
                    + FormattableString.Invariant($"up to {SpeechExperiment.HighestOfSpeech / 1000} kHz.")
                    + (explanation.BlankReason is { } reason ? "\n" + reason : ""),
            });
    }

    /// <summary>The picture's levels in decibels, [bands, frames], highest band first.</summary>
    private static Tensor<double> Levels(SpeechNoise<float> source, int index)
    {
        var form = source.Options.Form;
        return Tensor<double>.From(
            new Shape(form.Bands, form.Frames),
            [.. source.Pixels(index).ToArray().Select(value => form.Lowest + value / 255.0 * (form.Highest - form.Lowest))]);
    }

    private static void Frame(RgbImage picture, (double First, double Last) frames, SpectrogramForm form)
    {
        var left = Math.Clamp((int)Math.Round((frames.First + 0.5) * Scale), 0, picture.Width - 1);
        var right = Math.Clamp((int)Math.Round((frames.Last + 0.5) * Scale), left + 1, picture.Width);
        var top = (int)Math.Round(picture.Height * (1 - SpeechExperiment.HighestOfSpeech / (form.SampleRate / 2)));
        new Canvas(picture).Frame(left, top, right - left, picture.Height - top, Rgb.Yellow, 3);
    }

    /// <summary>A colour bar exactly as high as the picture of a plot.</summary>
    private static RgbImage Bar(ColorMap colors, DisplayScale scale, string label, int height) =>
        new ColorBar(colors, scale, label).Render(height + 2 * (int)(StrokeFont.CapHeight * TextScale / 2), TextScale, Rgb.White);

    private static RgbImage Beside(RgbImage plot, RgbImage bar)
    {
        var canvas = new Canvas(plot.Width + 8 + bar.Width, Math.Max(plot.Height, bar.Height + Plot.Gap(TextScale)), Rgb.White);
        canvas.Draw(plot, 0, 0);
        canvas.Draw(bar, plot.Width + 8, Plot.Gap(TextScale));
        return canvas.Image;
    }
}
