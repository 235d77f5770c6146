using QXai.Data.Files;
using QXai.Data.Idx;
using QXai.Numerics;

namespace QXai.Data.Tests.Files;

public class InputFileTests
{
    [Fact]
    public void ReadsWholeFilesWithinTheLimit()
    {
        using var folder = new TemporaryFolder();
        var content = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        Assert.Equal(content, InputFile.ReadAll(folder.Write("a", content), 200_000));
        Assert.Equal(
            $"{folder["a"]} has 200000 bytes, but at most 199999 are allowed.",
            Assert.Throws<InputException>(() => InputFile.ReadAll(folder["a"], 199_999)).Message);
        Assert.Empty(InputFile.ReadAll(folder.Write("empty", []), 10));
    }

    [SkippableFact]
    public void EndlessDevicesAreCutOff()
    {
        Skip.IfNot(File.Exists("/dev/zero"));
        Assert.Equal(
            "/dev/zero has more than the 100000 bytes that are allowed.",
            Assert.Throws<InputException>(() => InputFile.ReadAll("/dev/zero", 100_000)).Message);
    }

    [Fact]
    public void WhatIsNoFileIsNamed()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal($"{folder["no"]} cannot be read: there is no such file.", Assert.Throws<InputException>(() => InputFile.ReadAll(folder["no"], 1)).Message);
        Assert.Equal(
            $"{folder.Root} cannot be read: it is a folder, not a file.",
            Assert.Throws<InputException>(() => InputFile.ReadAll(folder.Root, 1)).Message);
        Assert.StartsWith(" cannot be read: ", Assert.Throws<InputException>(() => InputFile.ReadAll("", 1)).Message);
        Assert.Equal($"{folder["no"]} cannot be read: there is no such file.", Assert.Throws<InputException>(() => IdxReader.Read(folder["no"], 3)).Message);
    }
}
