using QXai.Cli.Infrastructure;
using QXai.Data;
using QXai.Data.Files;
using QXai.Data.Folders;
using QXai.Data.Images;
using QXai.Numerics.Imaging;

namespace QXai.Cli.Reproduction;

/// <summary>Photographs of cats and dogs, colour, 128 x 128; Fig. 5. Masks of the animals and boxes round their heads are known of some test
/// photographs.</summary>
internal sealed class PetsExperiment : Experiment
{
    private const int PerClass = 6;
    private readonly string folder;
    private readonly Dictionary<string, CsvRow> labels;

    public PetsExperiment(string folder)
    {
        this.folder = folder;
        labels = CsvTable.Read(Path.Combine(folder, "labels.csv")).ToDictionary(row => row["file"], StringComparer.Ordinal);
    }

    public override string Name => "dogs-vs-cats";

    public override string Title => "Cats and dogs";

    public override Recipe Recipe => Recipe.Photographs;

    public override bool Augments => true;

    public override string Credits =>
        "Photographs: Oxford-IIIT Pet data set (O. M. Parkhi, A. Vedaldi, A. Zisserman, C. V. Jawahar, Cats and Dogs, CVPR 2012), "
        + "Creative Commons Attribution-ShareAlike 4.0; the copyright remains with the original owners of the images.";

    public override ImageSource<float> Open(DataSplit split, ulong seed) => ImageFolder<float>.Open(folder, split);

    public override IReadOnlyList<int> Explained(ImageSource<float> test, int most) =>
        [.. Enumerable.Range(0, test.Count).Where(index => Row(test, index)["mask"].Length > 0).Take(most)];

    public override IReadOnlyList<(string Name, bool[]? Mask)> Regions(ImageSource<float> test, int index) =>
        [("animal", Animal(test, index)), ("head", Head(test, index))];

    public override IEnumerable<(string File, string Caption, Func<RgbImage> Draw)> Figures(ReproducedModels models, CancellationToken cancellation)
    {
        yield return (
            "fig5.png",
            "Fig. 5 of the paper: test photographs and the QGrad-CAM of their class over them; the white frame is the box round the head.",
            () => PetsFigure.Draw(models, index => Frame(models.Test, index), PerClass, cancellation));
    }

    /// <summary>The name of a photograph, for captions and credits.</summary>
    public static string NameOf(ImageSource<float> test, int index) => Path.GetFileNameWithoutExtension(((ImageFolder<float>)test).FilePath(index));

    private CsvRow Row(ImageSource<float> test, int index) =>
        labels[Path.GetRelativePath(folder, ((ImageFolder<float>)test).FilePath(index)).Replace('\\', '/')];

    /// <summary>Pixels of the animal (1 in the trimap); the band along the outline counts as neither and is left out of the mask.</summary>
    private bool[]? Animal(ImageSource<float> test, int index)
    {
        if (Row(test, index)["mask"] is not { Length: > 0 } file)
        {
            return null;
        }

        var mask = ImageReaders.Read(Path.Combine(folder, file));
        var (height, width) = (test.SampleShape[1], test.SampleShape[2]);
        var inside = new bool[height * width];
        for (var i = 0; i < inside.Length; i++)
        {
            var (x, y) = ((int)((i % width + 0.5) * mask.Width / width), (int)((i / width + 0.5) * mask.Height / height));
            inside[i] = mask.Rgba[4 * (y * mask.Width + x)] == 1;
        }

        return inside;
    }

    private bool[]? Head(ImageSource<float> test, int index)
    {
        if (Frame(test, index) is not { } box)
        {
            return null;
        }

        var (height, width) = (test.SampleShape[1], test.SampleShape[2]);
        return [.. Enumerable.Range(0, height * width).Select(i => (X: i % width + 0.5, Y: i / width + 0.5))
            .Select(p => p.X >= box.X * width && p.X <= (box.X + box.Width) * width && p.Y >= box.Y * height && p.Y <= (box.Y + box.Height) * height)];
    }

    /// <summary>The box round the head in shares of the picture.</summary>
    private PixelBox? Frame(ImageSource<float> test, int index)
    {
        var row = Row(test, index);
        return row.Number("head_xmin") is { } left && row.Number("head_ymin") is { } top
            && row.Number("head_xmax") is { } right && row.Number("head_ymax") is { } bottom
            && row.Number("width") is { } width && row.Number("height") is { } height
            ? new PixelBox(left / width, top / height, (right - left) / width, (bottom - top) / height)
            : null;
    }
}
