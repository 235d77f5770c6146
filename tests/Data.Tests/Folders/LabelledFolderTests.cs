using QXai.Data.Folders;
using QXai.Numerics;

namespace QXai.Data.Tests.Folders;

public sealed class LabelledFolderTests
{
    [Fact]
    public void Uses_the_split_of_the_folder_where_there_is_one()
    {
        using var root = new TemporaryFolder();
        PictureFolder.Write(root, "train/dog", 3, 10);
        PictureFolder.Write(root, "train/cat", 2, 20);
        PictureFolder.Write(root, "test/cat", 1, 30);
        PictureFolder.Write(root, "test/dog", 1, 40);
        Directory.CreateDirectory(Path.Combine(root.Root, "masks"));
        var found = LabelledFolder.Find(root.Root);
        Assert.True(found.HasSplits);
        Assert.Equal(["cat", "dog"], found.ClassNames);
        Assert.Equal([0, 1, 0, 1, 1], found.Train.Select(file => file.Label));
        Assert.Equal([0, 1], found.Test.Select(file => file.Label));
    }

    [Fact]
    public void Splits_a_folder_of_classes_by_a_seed()
    {
        using var root = new TemporaryFolder();
        PictureFolder.Write(root, "a", 10, 10);
        PictureFolder.Write(root, "b", 20, 50);
        var (one, again, other) = (LabelledFolder.Find(root.Root, 7), LabelledFolder.Find(root.Root, 7), LabelledFolder.Find(root.Root, 8));
        Assert.False(one.HasSplits);
        Assert.Equal((2, 4), (one.Test.Count(file => file.Label == 0), one.Test.Count(file => file.Label == 1)));
        Assert.Equal(24, one.Train.Count);
        Assert.Empty(one.Train.Select(file => file.Path).Intersect(one.Test.Select(file => file.Path)));
        Assert.Equal(one.Test, again.Test);
        Assert.NotEqual(one.Test, other.Test);
    }

    [Fact]
    public void Refuses_what_is_no_data_set()
    {
        using var root = new TemporaryFolder();
        Assert.Equal(
            $"{root.Root}/none cannot be read: there is no such folder.",
            Assert.Throws<InputException>(() => LabelledFolder.Find(root.Root + "/none")).Message);
        PictureFolder.Write(root, "only", 2, 1);
        Assert.Equal(
            $"{root.Root}: a folder per class with .jpg, .jpeg or .png files is expected, at least two; 1 found.",
            Assert.Throws<InputException>(() => LabelledFolder.Find(root.Root)).Message);
        PictureFolder.Write(root, "other", 1, 1);
        Assert.Equal(
            $"{root.Root}: class other has a single picture; at least two are needed, one to learn from and one to test.",
            Assert.Throws<InputException>(() => LabelledFolder.Find(root.Root)).Message);
    }

    [Fact]
    public void Refuses_splits_of_different_classes()
    {
        using var root = new TemporaryFolder();
        PictureFolder.Write(root, "train/cat", 1, 1);
        PictureFolder.Write(root, "train/dog", 1, 1);
        PictureFolder.Write(root, "test/cat", 1, 1);
        PictureFolder.Write(root, "test/fox", 1, 1);
        Assert.Equal(
            $"{root.Root}: the classes differ: train has cat, dog, test has cat, fox.",
            Assert.Throws<InputException>(() => LabelledFolder.Find(root.Root)).Message);
    }
}
