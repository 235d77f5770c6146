using QXai.Data.Folders;
using QXai.Data.Images;
using QXai.Data.Transforms;
using QXai.Numerics;

namespace QXai.Data.Tests.Folders;

public sealed class ImageFolderTests
{
    private static readonly ImageFolderOptions Small = new() { Height = 4, Width = 4 };

    [Fact]
    public void Reads_the_same_samples_with_any_cache()
    {
        using var root = Pets();
        var (all, none) = (Open(root, long.MaxValue), Open(root, 0));
        var (one, other) = (new float[48], new float[48]);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < all.Count; i++)
            {
                all.Read(i, 0, one);
                none.Read(i, 0, other);
                Assert.Equal(one, other);
            }
        }

        Assert.Equal(48L * all.Count, all.CachedBytes);
        Assert.Equal(0, none.CachedBytes);
    }

    [Fact]
    public void Keeps_no_more_than_the_cache_may_hold()
    {
        using var root = Pets();
        var source = Open(root, 100);
        Parallel.For(0, 200, i => source.Pixels(i % source.Count));
        Assert.Equal(96, source.CachedBytes);
    }

    [Fact]
    public void Normalises_each_channel()
    {
        using var root = Pets();
        var source = Open(root, 1000);
        var sample = new float[48];
        source.Read(0, 0, sample);
        Assert.Equal((10 / 255.0 - 0.485) / 0.229, sample[0], 1e-6);
        Assert.Equal((10 / 255.0 - 0.406) / 0.225, sample[47], 1e-6);
    }

    [Fact]
    public void Names_the_file_that_is_broken()
    {
        using var root = Pets();
        File.WriteAllBytes(Path.Combine(root.Root, "train/cat/p00.png"), [1, 2, 3]);
        var source = Open(root, 1000);
        Assert.StartsWith(source.FilePath(0), Assert.Throws<InputException>(() => source.Pixels(0).Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Augmentation_without_changes_is_the_picture_itself()
    {
        using var root = Pets();
        var source = Open(root, 1000);
        var same = new PhotoAugmented<float>(source, new PhotoAugmentOptions(), 4, 4);
        var (plain, changed) = (new float[48], new float[48]);
        source.Read(3, 0, plain);
        same.Read(3, 99, changed);
        for (var i = 0; i < plain.Length; i++)
        {
            Assert.Equal(plain[i], changed[i], 1e-5f);
        }
    }

    [Fact]
    public void Augmentation_depends_on_draw_and_index_only()
    {
        using var root = Pets();
        var augmented = new PhotoAugmented<float>(Open(root, 0), PhotoAugmentOptions.Photographs, 3, 3);
        var (a, b, c) = (new float[27], new float[27], new float[27]);
        augmented.Read(0, 5, a);
        augmented.Read(1, 5, b);
        augmented.Read(0, 5, b);
        augmented.Read(0, 6, c);
        Assert.Equal(a, b);
        Assert.NotEqual(a, c);
    }

    [Fact]
    public void A_mirrored_crop_is_the_crop_of_the_mirrored_picture()
    {
        var gradient = new ByteSource(4, 8, (x, _) => (byte)(10 * x));
        var augmented = new PhotoAugmented<float>(gradient, new PhotoAugmentOptions { Mirror = true }, 4, 8);
        var sample = new float[32];
        var seen = new HashSet<bool>();
        for (ulong draw = 0; draw < 20; draw++)
        {
            augmented.Read(0, draw, sample);
            seen.Add(sample[0] > sample[7]);
            Assert.Equal(70 / 255f, sample[0] + sample[7], 1e-5f);
        }

        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void Crops_have_at_least_the_area_that_was_asked_for()
    {
        var gradient = new ByteSource(100, 100, (x, _) => (byte)(2 * x));
        var augmented = new PhotoAugmented<float>(gradient, new PhotoAugmentOptions { LeastArea = 0.25 }, 10, 10);
        var sample = new float[100];
        var spans = new List<double>();
        for (ulong draw = 0; draw < 200; draw++)
        {
            augmented.Read(0, draw, sample);
            spans.Add(255 * (sample[9] - sample[0]) / 2 * 10 / 9);
        }

        Assert.InRange(spans.Min(), 49.0, 60);
        Assert.InRange(spans.Max(), 90, 100.5);
    }

    private static TemporaryFolder Pets()
    {
        var root = new TemporaryFolder();
        PictureFolder.Write(root, "train/cat", 3, 10);
        PictureFolder.Write(root, "train/dog", 3, 100);
        PictureFolder.Write(root, "test/cat", 1, 30);
        PictureFolder.Write(root, "test/dog", 1, 40);
        return root;
    }

    private static ImageFolder<float> Open(TemporaryFolder root, long cache) =>
        ImageFolder<float>.Open(root.Root, DataSplit.Train, Small with { CacheBytes = cache });

    private sealed class ByteSource(int height, int width, Func<int, int, byte> value) :
         ImageSource<float>(new Shape(1, height, width), 1, ["one"], Normalisation.Unit)
    {
        private readonly byte[] pixels = [.. Enumerable.Range(0, height * width).Select(i => value(i % width, i / width))];

        public override int Label(int index) => 0;

        public override ReadOnlySpan<byte> Pixels(int index) => pixels;
    }
}
