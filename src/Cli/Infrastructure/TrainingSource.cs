using QXai.Data.Folders;
using QXai.Data.Images;
using QXai.Data.Speech;
using QXai.Data.Transforms;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>What training reads of a data set: its samples as they are, or changed anew each time.</summary>
internal static class TrainingSource
{
    /// <summary>Photographs are kept a quarter larger than the model sees them, so that crops stay sharp.</summary>
    private const double Reserve = 1.25;

    /// <summary>
    /// Sample i is sample i of <paramref name="source"/>: digits moved and bent, photographs cropped and recoloured where <paramref name="augment"/>
    /// is set, speech always mixed anew (which
    /// <paramref name="augment"/> must not ask for).
    /// </summary>
    public static IBatchSource<float> Of(ImageSource<float> source, bool augment) => source switch
    {
        SpeechNoise<float> when augment => throw new InputException("--augment would have no effect: speech is mixed with other noise in every epoch anyway."),
        SpeechNoise<float> speech => speech.Drawn(),
        _ when !augment => source,
        ImageFolder<float> folder => new PhotoAugmented<float>(
            folder.Resized((int)(Reserve * folder.SampleShape[1]), (int)(Reserve * folder.SampleShape[2])),
            PhotoAugmentOptions.Photographs,
            folder.SampleShape[1],
            folder.SampleShape[2]),
        _ => new Augmented<float>(source, AugmentOptions.Digits),
    };
}
