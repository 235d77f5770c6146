using QXai.Cli.Infrastructure;
using QXai.Data;
using QXai.Data.Audio;
using QXai.Data.Images;
using QXai.Data.Speech;
using QXai.Nn.Evaluation;
using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Numerics.Parallel;
using QXai.Xai.Methods;

namespace QXai.Cli.Reproduction;

/// <summary>Speech, clean against helicopter noise, split by speaker and by noise recording; Figs. 6 and 7.</summary>
internal sealed class SpeechExperiment(string speech, string noise) : Experiment
{
    /// <summary>What counts as the band of speech in figures and tables, Hz: up to the second and third formants, where nearly all energy of voiced
    /// speech lies.</summary>
    public const double HighestOfSpeech = 4000;

    private static readonly double[] Ratios = [-15, -10, -5, 0, 5, 10, 15, 20, 25, 30];

    public override string Name => "timit";

    public override string Title => "Speech in helicopter noise (TIMIT)";

    public override Recipe Recipe => Recipe.Spectrograms;

    public override string Credits =>
        "Speech: TIMIT sample of NLTK, Copyright 1993 Linguistic Data Consortium (Garofolo, Lamel, Fisher, Fiscus, Pallett, Dahlgren, "
        + "Zue), Creative Commons Attribution, Non-Commercial, ShareAlike. "
        + "Noise: class Helicopter of ESC-10 (K. J. Piczak, ESC: Dataset for Environmental Sound Classification, ACM Multimedia 2015), "
        + "collection CC BY 3.0, clips from CC0 recordings.";

    public override ImageSource<float> Open(DataSplit split, ulong seed) =>
        SpeechNoise<float>.Open(speech, noise, split, new SpeechNoiseOptions { Seed = seed });

    public override IReadOnlyList<(string Name, bool[]? Mask)> Regions(ImageSource<float> test, int index)
    {
        var source = (SpeechNoise<float>)test;
        var form = source.Options.Form;
        if (Frames(source, index) is not { } frames)
        {
            return [("speech, up to 4 kHz", null), ("speech, all bands", null)];
        }

        bool[] Mask(double top) => [.. Enumerable.Range(0, form.Bands * form.Frames).Select(i =>
            i % form.Frames >= frames.First && i % form.Frames <= frames.Last
            && (form.Bands - i / form.Frames - 0.5) * form.HertzPerBand <= top)];
        return [("speech, up to 4 kHz", Mask(HighestOfSpeech)), ("speech, all bands", Mask(double.MaxValue))];
    }

    public override string Group(ImageSource<float> test, int index) => ((SpeechNoise<float>)test).Sample(index).Clip.Name;

    public override IEnumerable<(string File, string Caption, Func<RgbImage> Draw)> Figures(ReproducedModels models, CancellationToken cancellation)
    {
        var clean = Shown(models);
        yield return (
            "fig6.png",
            "Fig. 6 of the paper: a clean utterance and the QGrad-CAM of class clean. "
            + "The yellow rectangle is where the alignment says that speech is.",
            () => SpeechFigure.Draw(models, clean));
        yield return (
            "fig7.png",
            "Fig. 7 of the paper: the same utterance with helicopter noise and the QGrad-CAM of class noisy.",
            () => SpeechFigure.Draw(models, clean + 1));
    }

    public override IReadOnlyDictionary<string, double> Extras(ReproducedModels models, CancellationToken cancellation)
    {
        using var pool = new WorkerPool(1);
        var evaluator = new Evaluator<float>(models.Hybrid, pool);
        return Ratios.ToDictionary(
            ratio => FormattableString.Invariant($"accuracy at {ratio} dB"),
            ratio => evaluator.Evaluate(((SpeechNoise<float>)models.Test).AtRatio(ratio), cancellation).Accuracy);
    }

    public override IReadOnlyList<string> WriteExtras(ReproducedModels models, string folder)
    {
        var (source, index) = ((SpeechNoise<float>)models.Test, Shown(models) + 1);
        var sample = source.Sample(index);
        var heat = new QGradCam().Explain(models.Quantum, models.Input(index), 1).Relevance;
        var largest = heat.Span.ToArray().Max();
        var keep = Tensor<double>.From(heat.Shape, [.. heat.Span.ToArray().Select(value => largest > 0 ? value / largest : 0)]);
        var rest = Tensor<double>.From(heat.Shape, [.. keep.Span.ToArray().Select(value => 1 - value)]);
        var picture = new SpectrogramPicture(source.Options.Form);
        (string, float[])[] sounds =
        [
            ("noisy.wav", sample.Sound),
            ("noisy-kept.wav", picture.Keep(sample.Sound, keep)),
            ("noisy-rest.wav", picture.Keep(sample.Sound, rest)),
        ];
        foreach (var (name, sound) in sounds)
        {
            WavWriter.Write(Path.Combine(folder, name), new Waveform(sound, source.Options.Form.SampleRate));
        }

        return ["noisy.wav", "noisy-kept.wav", "noisy-rest.wav"];
    }

    /// <summary>The first and last frame of speech in a sample's window; null where nothing is known or nothing is said.</summary>
    public static (double First, double Last)? Frames(SpeechNoise<float> source, int index) => source.SpeechRegions(index) is { Count: > 0 } regions
        ? (source.Options.Form.FrameAt(regions[0].Start), source.Options.Form.FrameAt(regions[^1].End))
        : null;

    /// <summary>The clean sample of the figures: the first window at the beginning of a recording whose clean and noisy samples are both classified
    /// rightly.</summary>
    private static int Shown(ReproducedModels models)
    {
        var source = (SpeechNoise<float>)models.Test;
        for (var i = 0; i + 1 < source.Count; i += 2)
        {
            if (source.Sample(i).Start == 0 && Right(models, i) && Right(models, i + 1))
            {
                return i;
            }
        }

        return 0;
    }

    private static bool Right(ReproducedModels models, int index)
    {
        var scores = models.Quantum.TrainedScores(models.Input(index));
        return scores[1] > scores[0] == (models.Test.Label(index) == 1);
    }
}
