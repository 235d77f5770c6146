using QXai.Data.Audio.Timit;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Data.Tests.Audio;

public class TimitTests
{
    [SkippableFact]
    public void EveryUtteranceOfTheSampleIsFoundWithItsAlignments()
    {
        var utterances = TimitCorpus.Find(SharedData.Require("timit-sample"));

        Assert.Equal((160, 16), (utterances.Count, utterances.Select(utterance => utterance.Speaker).Distinct().Count()));
        Assert.Equal(("fvmh0", 1, "sa1"), (utterances[0].Speaker, utterances[0].Region, utterances[0].Sentence));
        foreach (var utterance in utterances)
        {
            var (sound, phones, words) = (utterance.ReadSound(), utterance.ReadPhones(), utterance.ReadWords());
            Assert.Equal((16000, 1), (sound.SampleRate, sound.Channels));
            Assert.Equal(0, phones[0].Start);
            Assert.InRange(phones[^1].End, 1, sound.Frames);
            Assert.NotEmpty(words);
            var regions = Alignment.SpeechRegions(phones);
            Assert.InRange(regions.Sum(region => region.End - region.Start), 0.4 * sound.Frames, 0.99 * sound.Frames);
            Assert.All(regions.Skip(1).Zip(regions), pair => Assert.True(pair.First.Start > pair.Second.End));
        }
    }

    [SkippableFact]
    public void TheFirstSentenceIsTheKnownOne()
    {
        var utterance = TimitCorpus.Find(SharedData.Require("timit-sample"))[0];

        Assert.Equal("She had your dark suit in greasy wash water all year.", utterance.ReadText());
        Assert.Equal(new AlignedSegment(7812, 9507, "sh"), utterance.ReadPhones()[1]);
        Assert.Equal(["she", "had", "your", "dark", "suit"], utterance.ReadWords().Take(5).Select(word => word.Label));
    }

    [Fact]
    public void TheLayoutOfTheWholeCorpusIsFoundToo()
    {
        using var folder = new TemporaryFolder();
        foreach (var place in new[] { "TRAIN/DR2/MABC0", "TEST/DR1/FAKS0" })
        {
            Directory.CreateDirectory(folder[place]);
            folder.Write($"{place}/SX3.WAV", [1]);
            folder.Write($"{place}/SX3.PHN", "0 10 h#\n10 20 ah\n"u8.ToArray());
            folder.Write($"{place}/NOTES.TXT", [1]);
        }

        var utterances = TimitCorpus.Find(folder.Root);

        Assert.Equal([(1, "faks0", "sx3"), (2, "mabc0", "sx3")], utterances.Select(utterance => (utterance.Region, utterance.Speaker, utterance.Sentence)));
        Assert.Equal([new AlignedSegment(0, 10, "h#"), new AlignedSegment(10, 20, "ah")], utterances[0].ReadPhones());
        Assert.Equal($"{folder["none"]}: there is no such folder.", Assert.Throws<InputException>(() => TimitCorpus.Find(folder["none"])).Message);
    }

    [Fact]
    public void SpeechIsWhatIsNotSilence()
    {
        var phones = Alignment.Parse("0 5 h#\n5 9 sh\n9 12 tcl\n12 13 t\n13 20 pau\n20 22 ah\n21 25 r\n25 30 h#\n", "x");
        Assert.Equal([(5, 13), (20, 25)], Alignment.SpeechRegions(phones));
    }

    [Theory]
    [InlineData("0 5 h#\n5 x ah", 2, "5 x ah")]
    [InlineData("\n\n7 7 ah", 3, "7 7 ah")]
    [InlineData("-1 7 ah", 1, "-1 7 ah")]
    [InlineData("1 7", 1, "1 7")]
    public void LinesThatAreNoSegmentsAreRefused(string text, int line, string found) => Assert.Equal(
        $"x.phn, line {line}: \"{found}\" is no segment; a first sample, a later end and a label are expected.",
        Assert.Throws<InputException>(() => Alignment.Parse(text, "x.phn")).Message);
}
