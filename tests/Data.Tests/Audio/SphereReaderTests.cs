using System.Text;
using QXai.Data.Audio;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Data.Tests.Audio;

public class SphereReaderTests
{
    [SkippableTheory]
    [InlineData("dr1-fvmh0", "si836")]
    [InlineData("dr1-mcpm0", "sa1")]
    [InlineData("dr4-falr0", "sx65")]
    [InlineData("dr8-mbcg0", "sx147")]
    public void TheOriginalsOfTimitHoldTheSameSamplesAsTheWavFiles(string speaker, string sentence)
    {
        var sphere = AudioReaders.Read(SharedData.Require($"timit-sample/sphere/{speaker}_{sentence}.sph"));
        var wav = AudioReaders.Read(SharedData.Require($"timit-sample/{speaker}/{sentence}.wav"));

        Assert.Equal(wav.Sound.Samples, sphere.Sound.Samples);
        Assert.Equal(
            (wav.Sound.SampleRate, wav.Sound.Channels, wav.Encoding, wav.Bits),
            (sphere.Sound.SampleRate, sphere.Sound.Channels, sphere.Encoding, sphere.Bits));
        Assert.Empty(sphere.Warnings);
    }

    [Fact]
    public void ByteOrdersCodingsAndChannelsAreRead()
    {
        Assert.Equal(
            [256, -2],
            Native("channel_count -i 1\nsample_count -i 2\nsample_rate -i 8000\nsample_n_bytes -i 2\nsample_byte_format -s2 10", [1, 0, 0xFF, 0xFE]));
        Assert.Equal([1, -257], Native("sample_count -i 2\nsample_rate -i 8000\nsample_n_bytes -i 2\nsample_byte_format -s2 01", [1, 0, 0xFF, 0xFE]));
        Assert.Equal(
            [32124, -32124],
            Native("channel_count -i 2\nsample_count -i 1\nsample_rate -i 8000\nsample_n_bytes -i 1\nsample_coding -s4 ulaw", [0x80, 0x00]));
        Assert.Equal([-128 * 256, 127 * 256], Native("sample_count -i 2\nsample_rate -i 8000\nsample_n_bytes -i 1", [0x80, 0x7F]));
    }

    [Theory]
    [InlineData(
        "sample_coding -s26 pcm,embedded-shorten-v2.00",
        "x: the sample coding \"pcm,embedded-shorten-v2.00\" is not supported; pcm, ulaw and alaw are.")]
    [InlineData("sample_byte_format -s2 01", "x: the header does not tell the sample_rate.")]
    [InlineData("sample_rate -i 8000", "x: the byte format \"\" is not supported; 01 (low byte first) and 10 (high byte first) are.")]
    [InlineData("sample_rate -i -4\nsample_byte_format -s2 01", "x: the sample_rate in the header is \"-4\", which is no number that is possible.")]
    [InlineData("sample_rate -i 8000\nsample_byte_format -s2 01\nsample_count -i 0", "x holds no samples: 0 bytes of data, where a frame takes 2.")]
    public void HeadersThatCannotBeUsedAreRefused(string fields, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => SphereReader.Decode(File(fields, [1, 2]), "x")).Message);

    [Fact]
    public void DataCutShortGiveAWarning()
    {
        var recording = SphereReader.Decode(File("sample_rate -i 8000\nsample_byte_format -s2 01\nsample_count -i 9", [1, 0, 2, 0, 3]), "x");
        Assert.Equal(2, recording.Sound.Frames);
        Assert.Equal(["the file is cut short: 18 bytes of samples are announced, 5 are there", "the last frame is broken: 1 of 2 bytes"], recording.Warnings);
        Assert.Equal(
            "x: the header has no end (end_head).",
            Assert.Throws<InputException>(() => SphereReader.Decode("NIST_1A\n   1024\nchannel_count -i 1\n"u8, "x")).Message);
    }

    private static IEnumerable<int> Native(string fields, byte[] data) =>
        SphereReader.Decode(File(fields, data), "x").Sound.Samples.Select(sample => (int)(32768 * sample));

    private static byte[] File(string fields, byte[] data) => [.. Encoding.ASCII.GetBytes($"NIST_1A\n   1024\n{fields}\nend_head\n".PadRight(1024)), .. data];
}
