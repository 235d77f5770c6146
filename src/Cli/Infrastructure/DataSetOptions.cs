using System.CommandLine;
using QXai.Data;
using QXai.Data.Digits;
using QXai.Data.Folders;
using QXai.Data.Idx;
using QXai.Data.Images;
using QXai.Data.Speech;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>The options by which every verb names its data: <c>--dataset</c>, <c>--data</c>, <c>--noise</c>, <c>--split</c>, <c>--limit</c>,
/// <c>--data-seed</c> and what belongs to one kind.</summary>
internal sealed class DataSetOptions
{
    private const int DigitsTrain = 6000;
    private const int DigitsTest = 1000;
    private static readonly SpeechNoiseOptions Speech = new();

    private readonly Option<string?> name = new("--dataset")
    {
        Description = "The data set: 'mnist' (its four IDX files), 'images' (a folder of JPEG or PNG files per class), "
            + "'speech' (a folder of WAV files, with --noise) or 'digits' (generated, nothing to download).",
        HelpName = "mnist|images|speech|digits",
    };

    private readonly Option<string?> folder = new("--data") { Description = "The folder of the data set's files.", HelpName = "folder" };
    private readonly Option<string?> noise = new("--noise") { Description = "The folder of background noise, WAV files (speech).", HelpName = "folder" };
    private readonly Option<string?> speaker = new("--speaker")
    {
        Description = "A regular expression whose first group finds the speaker in a file's path; unless given, the folder's name is the speaker (speech).",
        HelpName = "REGEX",
    };
    private readonly Option<string> ratios = new("--snr")
    {
        Description = "Speech to noise in decibels, uniform from A to B (speech).",
        DefaultValueFactory = _ => $"{Speech.LowestRatio},{Speech.HighestRatio}",
        HelpName = "A,B",
    };
    private readonly Option<int> size =
        new("--size") { Description = "Height and width to which pictures are brought (images).", DefaultValueFactory = _ => 128, HelpName = "N" };
    private readonly Option<bool> grey = new("--grey") { Description = "Read pictures as grey (images)." };
    private readonly Option<string> split =
        new("--split") { Description = "Which part of the data set.", DefaultValueFactory = _ => "test", HelpName = "train|test" };
    private readonly Option<int?> limit = new("--limit") { Description = "Use the first N samples only.", HelpName = "N" };
    private readonly Option<ulong> seed = new("--data-seed")
    {
        Description = "The seed of generated digits, of the split of a data set that has none, and of mixtures of speech and noise.",
        DefaultValueFactory = _ => 1UL,
    };

    public DataSetOptions(Command command, bool withSplit = true)
    {
        foreach (var option in (Option[])[name, folder, noise, speaker, ratios, size, grey, limit, seed])
        {
            command.Options.Add(option);
        }

        if (withSplit)
        {
            command.Options.Add(split);
        }
    }

    /// <summary>Whether the command line names a data set.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(name) is not null;

    /// <summary>The name of the data set; null where none is given.</summary>
    public string? Name(ParseResult parsed) => parsed.GetValue(name);

    /// <summary>Refuses options of a data set where none is used.</summary>
    public void Refuse(ParseResult parsed, string reason) =>
        CommonOptions.Refuse(parsed, reason, folder, noise, speaker, ratios, size, grey, split, limit, seed);

    /// <summary>The data set named on the command line, in the split named there.</summary>
    public ImageSource<float> Open(ParseResult parsed) => Open(parsed, CommonOptions.Named<DataSplit>(split, parsed));

    /// <summary>The same, for one sample of it: of what is read, nothing behind that sample is kept where the files are read as a whole.</summary>
    public ImageSource<float> OpenFor(ParseResult parsed, int index) =>
        Open(parsed, CommonOptions.Named<DataSplit>(split, parsed), index is >= 0 and < int.MaxValue ? index + 1 : int.MaxValue);

    /// <summary>The data set named on the command line.</summary>
    public ImageSource<float> Open(ParseResult parsed, DataSplit part) => Open(parsed, part, int.MaxValue);

    private ImageSource<float> Open(ParseResult parsed, DataSplit part, int kept)
    {
        var most = parsed.GetValue(limit) ?? int.MaxValue;
        if (most < 1)
        {
            throw new InputException($"--limit {most}: at least one sample is needed.");
        }

        RefuseForeign(parsed);
        return parsed.GetValue(name) switch
        {
            "mnist" => Mnist.Load<float>(Folder(parsed, "the folder of its four IDX files"), part, Normalisation.Unit, Math.Min(most, kept)),
            "digits" => new GeneratedDigits<float>(
                parsed.GetValue(seed), Math.Min(most, part == DataSplit.Train ? DigitsTrain : DigitsTest), part, normalisation: Normalisation.Unit),
            "images" => ImageFolder<float>.Open(Folder(parsed, "the folder of its classes"), part, Images(parsed, most)),
            "speech" => SpeechNoise<float>.Open(
                Folder(parsed, "the folder of its recordings"),
                parsed.GetValue(noise) ?? throw new InputException("--dataset speech needs --noise FOLDER, the folder of its background noise."),
                part,
                SpeechOptions(parsed, most)),
            null => throw new InputException("No data set was named: give --dataset mnist, images or speech with --data FOLDER, or --dataset digits."),
            var other => throw new InputException($"--dataset {other}: there is no such data set; 'mnist', 'images', 'speech' and 'digits' are known."),
        };
    }

    /// <summary>Sample <paramref name="index"/> of a set, checked.</summary>
    public static int CheckIndex(IBatchSource<float> source, int index) =>
        index >= 0 && index < source.Count
            ? index
            : throw new InputException($"--index {index}: the data set has the samples 0 to {source.Count - 1}.");

    private void RefuseForeign(ParseResult parsed)
    {
        var known = parsed.GetValue(name);
        if (known == "mnist")
        {
            CommonOptions.Refuse(parsed, "it seeds generated digits, splits and mixtures, and --dataset is mnist", seed);
        }

        if (known == "digits")
        {
            CommonOptions.Refuse(parsed, "the digits are generated, not read", folder);
        }

        if (known != "images")
        {
            CommonOptions.Refuse(parsed, "it is for --dataset images", size, grey);
        }

        if (known != "speech")
        {
            CommonOptions.Refuse(parsed, "it is for --dataset speech", noise, speaker, ratios);
        }
    }

    private string Folder(ParseResult parsed, string what) =>
        parsed.GetValue(folder) ?? throw new InputException($"--dataset {parsed.GetValue(name)} needs --data FOLDER, {what}.");

    private ImageFolderOptions Images(ParseResult parsed, int most)
    {
        var side = parsed.GetValue(size);
        return side is >= 1 and <= 4096
            ? new ImageFolderOptions { Height = side, Width = side, Channels = parsed.GetValue(grey) ? 1 : 3, SplitSeed = parsed.GetValue(seed), Limit = most }
            : throw new InputException($"--size {side}: a number from 1 to 4096 is needed.");
    }

    private SpeechNoiseOptions SpeechOptions(ParseResult parsed, int most)
    {
        var text = parsed.GetValue(ratios)!;
        var (low, high) = CommonOptions.Numbers(text) switch
        {
            [var only] => (only, only),
            [var first, var second] when first <= second => (first, second),
            _ => throw new InputException($"--snr {text}: one number of decibels, or two in ascending order, are needed."),
        };
        return Speech with { Speaker = parsed.GetValue(speaker), LowestRatio = low, HighestRatio = high, Seed = parsed.GetValue(seed), Limit = most };
    }
}
