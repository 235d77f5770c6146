using System.Numerics;
using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Folders;

/// <summary>
/// The pictures of a folder per class (<see cref="LabelledFolder"/>), JPEG or PNG of any size, decoded when they are read: whoever reads from several
/// threads decodes in parallel.
/// Of each picture only the resized bytes [C, H, W] are kept, up to <see cref="ImageFolderOptions.CacheBytes"/>. Pictures are turned upright as their
/// Exif orientation says. Reading throws
/// <see cref="InputException"/> that names the file where one is broken.
/// </summary>
public sealed class ImageFolder<T> : ImageSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<LabelledFile> files;
    private readonly ImageFolderOptions options;
    private readonly BoundedCache<byte> cache;

    private ImageFolder(IReadOnlyList<LabelledFile> files, IReadOnlyList<string> classNames, ImageFolderOptions options, Normalisation normalisation)
        : base(new Shape(options.Channels, options.Height, options.Width), files.Count, classNames, normalisation)
    {
        (this.files, this.options) = (files, options);
        cache = new BoundedCache<byte>(files.Count, options.CacheBytes, Decode);
    }

    /// <summary>The normalisation for photographs: means 0.485, 0.456, 0.406 and deviations 0.229, 0.224, 0.225 of red, green and blue, as is
    /// customary.</summary>
    public static Normalisation Photographs { get; } = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>Bytes of samples that are kept now.</summary>
    public long CachedBytes => cache.Used;

    /// <summary>One split of the data set in <paramref name="folder"/>. Throws <see cref="InputException"/> as <see cref="LabelledFolder.Find"/>
    /// does.</summary>
    public static ImageFolder<T> Open(string folder, DataSplit split, ImageFolderOptions? options = null, Normalisation? normalisation = null)
    {
        options ??= new ImageFolderOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Limit);
        var found = LabelledFolder.Find(folder, options.SplitSeed, options.TestShare);
        var files = found.Of(split);
        return new ImageFolder<T>(
            files.Count > options.Limit ? [.. files.Take(options.Limit)] : files,
            found.ClassNames,
            options,
            normalisation ?? (options.Channels == 3 ? Photographs : new Normalisation(0.45, 0.23)));
    }

    /// <summary>The same pictures in another size, with a cache of their own.</summary>
    public ImageFolder<T> Resized(int height, int width) => new(files, ClassNames, options with { Height = height, Width = width }, Normalisation);

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return files[index].Label;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Pixels(int index)
    {
        CheckIndex(index);
        return cache.Get(index);
    }

    /// <summary>The file of a sample.</summary>
    public string FilePath(int index)
    {
        CheckIndex(index);
        return files[index].Path;
    }

    private byte[] Decode(int index) =>
        options.Fit.Apply(ImageReaders.Read(files[index].Path), files[index].Path, options.Width, options.Height).ToPlanes(options.Channels);
}
