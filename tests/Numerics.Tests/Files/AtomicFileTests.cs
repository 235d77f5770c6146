using QXai.Numerics.Files;

namespace QXai.Numerics.Tests.Files;

public class AtomicFileTests
{
    [Fact]
    public void WritesAndReplacesAndLeavesNothingElse()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["a"], new byte[] { 1, 2, 3 });
        AtomicFile.Write(folder["a"], new byte[] { 4 });
        Assert.Equal([4], File.ReadAllBytes(folder["a"]));
        Assert.Equal([folder["a"]], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void AFailureHalfWayKeepsTheOldFileAndRemovesTheTemporaryOne()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", [7]);
        var thrown = Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write([1, 2]);
            throw new InvalidOperationException("half way");
        }));
        Assert.Equal("half way", thrown.Message);
        Assert.Equal([7], File.ReadAllBytes(folder["a"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void AFullDiskInTheMiddleIsAnInputError()
    {
        using var folder = new TemporaryFolder();
        var thrown = Assert.Throws<InputException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write([1, 2]);
            throw new IOException("No space left on device : 'x'");
        }));
        Assert.Equal($"{folder["a"]} cannot be written: No space left on device : 'x'", thrown.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [SkippableFact]
    public void AFullDeviceIsAnInputError()
    {
        Skip.IfNot(File.Exists("/dev/full"));
        var thrown = Assert.Throws<InputException>(() => AtomicFile.Write("/dev/full", new byte[10]));
        Assert.StartsWith("/dev/full cannot be written: No space left on device", thrown.Message);
        Assert.True(File.Exists("/dev/full"));
    }

    [Fact]
    public void AMissingFolderAndAFolderInTheWayAreNamed()
    {
        using var folder = new TemporaryFolder();
        var missing = Assert.Throws<InputException>(() => AtomicFile.Write(folder["no/a"], new byte[1]));
        Assert.Equal($"{folder["no/a"]} cannot be written: the folder {folder["no"]} does not exist.", missing.Message);
        var taken = Assert.Throws<InputException>(() => AtomicFile.Write(folder.Root, new byte[1]));
        Assert.Equal($"{folder.Root} cannot be written: it is a folder.", taken.Message);
    }

    [SkippableFact]
    public void ALinkIsFollowed()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var folder = new TemporaryFolder();
        folder.Write("real", [1]);
        File.CreateSymbolicLink(folder["link"], folder["real"]);
        AtomicFile.Write(folder["link"], new byte[] { 2 });
        Assert.Equal([2], File.ReadAllBytes(folder["real"]));
        Assert.NotNull(File.ResolveLinkTarget(folder["link"], false));
    }
}
