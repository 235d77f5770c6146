using QXai.Data.Checks;
using QXai.Data.Tests.Folders;
using QXai.Data.Tests.Speech;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Data.Tests.Checks;

public sealed class DataCheckTests
{
    [Fact]
    public void Counts_pictures_and_names_what_is_wrong()
    {
        using var root = new TemporaryFolder();
        PictureFolder.Write(root, "train/cat", 3, 10);
        PictureFolder.Write(root, "train/dog", 2, 100, width: 8);
        PictureFolder.Write(root, "test/cat", 1, 10);
        PictureFolder.Write(root, "test/dog", 1, 40);
        File.WriteAllText(Path.Combine(root.Root, "train/dog/bad.png"), "no picture");
        var report = DataCheck.Run(root.Root);
        Assert.Equal(
            [("train", "cat", 3), ("train", "dog", 2), ("test", "cat", 1), ("test", "dog", 1)],
            report.Parts.Select(part => (part.Split, part.Name, part.Count)));
        Assert.Equal("8 x 4 px", report.Parts[1].Sizes);
        Assert.Equal(2, report.Problems.Count);
        Assert.StartsWith($"{root.Root}/train/dog/bad.png is no picture of a known format", report.Problems[0], StringComparison.Ordinal);
        Assert.Equal("test/cat/p00.png, train/cat/p00.png: the same bytes although they belong to test cat and train cat.", report.Problems[1]);
    }

    [Fact]
    public void Counts_sounds_by_speaker_and_names_what_is_wrong()
    {
        using var root = new TemporaryFolder();
        var (speech, _) = SpeechFiles.Write(root, speakers: 2);
        SpeechFiles.Save(Path.Combine(speech, "speaker0", "silent.wav"), 16000, 100, _ => 0);
        File.WriteAllText(Path.Combine(speech, "speaker1", "bad.wav"), "RIFF");
        var report = DataCheck.Run(speech);
        Assert.Equal([("speaker0", 3), ("speaker1", 2)], report.Parts.Select(part => (part.Name, part.Count)));
        Assert.Contains($"{speech}/speaker0/silent.wav is silent.", report.Problems);
        Assert.Equal(2, report.Problems.Count);
        Assert.Contains(report.Facts, fact => fact.Contains("1 files are shorter", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_a_folder_without_data()
    {
        using var root = new TemporaryFolder();
        Assert.Equal(
            $"{root.Root} holds no data set: neither IDX files nor pictures (.jpg, .jpeg, .png) nor sound (.wav).",
            Assert.Throws<InputException>(() => DataCheck.Run(root.Root)).Message);
    }

    [SkippableFact]
    public void Mnist_is_counted_by_class()
    {
        var report = DataCheck.Run(SharedData.Require("mnist"));
        Assert.Equal(
            [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949, 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
            report.Parts.Select(part => part.Count));
        Assert.Empty(report.Problems);
    }
}
