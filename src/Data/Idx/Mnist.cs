using System.Numerics;
using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Idx;

/// <summary>
/// Finds and reads the four files of MNIST: {train, t10k}-images-idx3-ubyte and {train, t10k}-labels-idx1-ubyte, plain or as .gz, also under the
/// names with a dot (train-images.idx3-ubyte). LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998.
/// </summary>
public static class Mnist
{
    /// <summary>The names of the classes.</summary>
    public static IReadOnlyList<string> Digits { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>
    /// The pictures of one split, the first <paramref name="limit"/> of them; normalised with <see cref="Normalisation.Mnist"/> unless told otherwise.
    /// Throws <see cref="InputException"/> where a file is missing, is not the IDX file it should be, or the two files of the split do not belong together.
    /// </summary>
    public static MnistDataSet<T> Load<T>(string folder, DataSplit split, Normalisation? normalisation = null, int limit = int.MaxValue)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var prefix = split == DataSplit.Train ? "train" : "t10k";
        var (imageFile, labelFile) = (Find(folder, $"{prefix}-images", "idx3-ubyte"), Find(folder, $"{prefix}-labels", "idx1-ubyte"));
        return Pair<T>(IdxReader.Read(imageFile, axes: 3, limit), IdxReader.Read(labelFile, axes: 1), normalisation ?? Normalisation.Mnist);
    }

    internal static MnistDataSet<T> Pair<T>(IdxArray images, IdxArray labels, Normalisation normalisation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (images.Extents[0] != labels.Extents[0])
        {
            throw new InputException(
                $"{images.Name} holds {images.Extents[0]} pictures, but {labels.Name} holds {labels.Extents[0]} labels: the two files do not belong together.");
        }

        if (labels.Bytes.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)9) is >= 0 and var wrong)
        {
            throw new InputException($"{labels.Name}: label {labels.Bytes[wrong]} of item {wrong} is not a digit from 0 to 9.");
        }

        return new MnistDataSet<T>(new Shape(1, images.Extents[1], images.Extents[2]), images.Bytes, labels.Bytes[..images.Items], normalisation);
    }

    private static string Find(string folder, string stem, string kind)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder} cannot be read: there is no such folder.");
        }

        string[] names = [$"{stem}-{kind}", $"{stem}-{kind}.gz", $"{stem}.{kind}", $"{stem}.{kind}.gz"];
        var name = Array.Find(names, candidate => File.Exists(Path.Combine(folder, candidate)));
        return name is not null
            ? Path.Combine(folder, name)
            : throw new InputException(
                $"{folder} has no file {names[0]} or {names[1]}, which holds the {stem[(stem.IndexOf('-') + 1)..]} of this split of MNIST.");
    }
}
