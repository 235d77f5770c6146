using QXai.Data.Digits;
using QXai.Data.Images;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Metrics.Evaluation;

namespace QXai.Cli.Infrastructure.Evaluations;

/// <summary>
/// Samples of a data set as evaluations take them, explained for their true class. Masks are strokes: of generated digits by construction, of other
/// pictures the pixels above half in any channel.
/// </summary>
internal sealed class EvaluationSamples(ImageSource<float> source, HybridOptions options)
{
    private readonly Normalisation normalisation = new(options.Mean.AsSpan(), options.StandardDeviation.AsSpan());

    /// <summary>A black picture, as the model sees it.</summary>
    public Tensor<double> Baseline
    {
        get
        {
            var black = new Tensor<double>(source.SampleShape);
            var plane = source.SampleShape.CountOf(1..);
            for (var i = 0; i < black.Length; i++)
            {
                black.Span[i] = normalisation.Apply(0, i / plane);
            }

            return black;
        }
    }

    /// <summary>Sample <paramref name="index"/>.</summary>
    public EvaluationSample Read(int index)
    {
        var input = new Tensor<double>(source.SampleShape);
        ExplainInput.ReadSample(source, index, normalisation, input.Span);
        return new EvaluationSample(input, source.Label(index), Mask(source, index));
    }

    /// <summary>The strokes of a sample, one entry per pixel, true inside.</summary>
    public static bool[] Mask(ImageSource<float> source, int index)
    {
        if (source is GeneratedDigits<float> digits)
        {
            return digits.Mask(index);
        }

        var plane = source.SampleShape.CountOf(1..);
        var pixels = source.Pixels(index);
        var mask = new bool[plane];
        for (var i = 0; i < pixels.Length; i++)
        {
            mask[i % plane] |= pixels[i] > 127;
        }

        return mask;
    }
}
