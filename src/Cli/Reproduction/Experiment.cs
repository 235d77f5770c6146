using System.Globalization;
using QXai.Cli.Infrastructure;
using QXai.Data;
using QXai.Data.Images;
using QXai.Numerics;
using QXai.Numerics.Imaging;

namespace QXai.Cli.Reproduction;

/// <summary>One of the paper's experiments: its data, its recipe, what is known of its test samples, and its figures.</summary>
internal abstract class Experiment
{
    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The title of the results page.</summary>
    public abstract string Title { get; }

    /// <summary>The sizes of the model, and how it is trained.</summary>
    public abstract Recipe Recipe { get; }

    /// <summary>Whether training samples are changed at random.</summary>
    public virtual bool Augments => false;

    /// <summary>Who made the data, and under which licence pictures of them may be shown.</summary>
    public abstract string Credits { get; }

    /// <summary>The data of a run. The split may depend on the seed.</summary>
    public abstract ImageSource<float> Open(DataSplit split, ulong seed);

    /// <summary>The test samples whose maps are measured, at most <paramref name="most"/>.</summary>
    public virtual IReadOnlyList<int> Explained(ImageSource<float> test, int most) => [.. Enumerable.Range(0, Math.Min(most, test.Count))];

    /// <summary>The regions of a test sample that are known, by name, each [H x W] of the model's input, true inside; a region is null where it is
    /// not known of this sample.</summary>
    public abstract IReadOnlyList<(string Name, bool[]? Mask)> Regions(ImageSource<float> test, int index);

    /// <summary>What a test sample shares with others that are not independent of it; by default nothing.</summary>
    public virtual string Group(ImageSource<float> test, int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>What stands for absent pixels where faithfulness is measured: the mean of each channel of the input.</summary>
    public virtual Tensor<double> Baseline(Tensor<double> input)
    {
        var (baseline, plane) = (new Tensor<double>(input.Shape), input.Shape.CountOf(1..));
        for (var channel = 0; channel < input.Shape[0]; channel++)
        {
            baseline.Span.Slice(channel * plane, plane).Fill(input.Span.Slice(channel * plane, plane).ToArray().Average());
        }

        return baseline;
    }

    /// <summary>The figures, by file name, for the models of the first seed.</summary>
    public abstract IEnumerable<(string File, string Caption, Func<RgbImage> Draw)> Figures(ReproducedModels models, CancellationToken cancellation);

    /// <summary>Further tables for a seed, by name: rows of cells.</summary>
    public virtual IReadOnlyDictionary<string, double> Extras(ReproducedModels models, CancellationToken cancellation) => new Dictionary<string, double>();

    /// <summary>Writes what is more than pictures (sounds) beside the figures; returns the names of the files.</summary>
    public virtual IReadOnlyList<string> WriteExtras(ReproducedModels models, string folder) => [];

    /// <summary>The experiment of a name, on the data in a folder. Throws <see cref="InputException"/> where there is none.</summary>
    public static Experiment Find(string name, string data) => name switch
    {
        "mnist" => new MnistExperiment(Folder(data, "mnist")),
        "dogs-vs-cats" => new PetsExperiment(Folder(data, "dogs-vs-cats")),
        "timit" => new SpeechExperiment(Folder(data, "timit-sample"), Folder(data, "helicopter")),
        _ => throw new InputException($"reproduce {name}: there is no such experiment; mnist, dogs-vs-cats and timit are known."),
    };

    /// <summary>The folder of a data set: below <paramref name="data"/>, or <paramref name="data"/> itself where it has that name.</summary>
    private static string Folder(string data, string name)
    {
        var below = Path.Combine(data, name);
        return Directory.Exists(below) ? below
            : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(data))) == name ? data
            : throw new InputException($"{data} has no folder {name}, which holds the data of this experiment.");
    }
}
