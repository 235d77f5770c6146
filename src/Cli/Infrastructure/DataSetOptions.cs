using System.CommandLine;
using QXai.Data;
using QXai.Data.Digits;
using QXai.Data.Idx;
using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>The options by which every verb names its data: <c>--dataset</c>, <c>--data</c>, <c>--split</c>, <c>--limit</c>, <c>--data-seed</c>.</summary>
internal sealed class DataSetOptions
{
    private const int DigitsTrain = 6000;
    private const int DigitsTest = 1000;

    private readonly Option<string?> name = new("--dataset") { Description = "The data set: 'mnist' (needs --data) or 'digits' (generated, nothing to download).", HelpName = "mnist|digits" };
    private readonly Option<string?> folder = new("--data") { Description = "The folder of the data set's files.", HelpName = "folder" };
    private readonly Option<string> split = new("--split") { Description = "Which part of the data set.", DefaultValueFactory = _ => "test", HelpName = "train|test" };
    private readonly Option<int?> limit = new("--limit") { Description = "Use the first N samples only.", HelpName = "N" };
    private readonly Option<ulong> seed = new("--data-seed") { Description = "The seed of generated digits.", DefaultValueFactory = _ => 1UL };

    public DataSetOptions(Command command, bool withSplit = true)
    {
        foreach (var option in (Option[])[name, folder, limit, seed])
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

    /// <summary>Refuses options of a data set where none is used.</summary>
    public void Refuse(ParseResult parsed, string reason) => CommonOptions.Refuse(parsed, reason, folder, split, limit, seed);

    /// <summary>The data set named on the command line, in the split named there.</summary>
    public ImageSource<float> Open(ParseResult parsed) => Open(parsed, CommonOptions.Named<DataSplit>(split, parsed));

    /// <summary>The data set named on the command line.</summary>
    public ImageSource<float> Open(ParseResult parsed, DataSplit part)
    {
        var most = parsed.GetValue(limit) ?? int.MaxValue;
        if (most < 1)
        {
            throw new InputException($"--limit {most}: at least one sample is needed.");
        }

        var known = parsed.GetValue(name);
        if (known == "mnist")
        {
            CommonOptions.Refuse(parsed, "it seeds generated digits, and --dataset is mnist", seed);
        }
        else if (known == "digits")
        {
            CommonOptions.Refuse(parsed, "the digits are generated, not read", folder);
        }

        return known switch
        {
            "mnist" => Mnist.Load<float>(parsed.GetValue(folder) ?? throw new InputException("--dataset mnist needs --data FOLDER, the folder of its four IDX files."), part, Normalisation.Unit, most),
            "digits" => new GeneratedDigits<float>(parsed.GetValue(seed), Math.Min(most, part == DataSplit.Train ? DigitsTrain : DigitsTest), part, normalisation: Normalisation.Unit),
            null => throw new InputException("No data set was named: give --dataset mnist --data FOLDER, or --dataset digits."),
            var other => throw new InputException($"--dataset {other}: there is no such data set; 'mnist' and 'digits' are known."),
        };
    }

    /// <summary>Sample <paramref name="index"/> of a set, checked.</summary>
    public static int CheckIndex(IBatchSource<float> source, int index) =>
        index >= 0 && index < source.Count
            ? index
            : throw new InputException($"--index {index}: the data set has the samples 0 to {source.Count - 1}.");
}
