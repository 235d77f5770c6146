using QXai.Data.Audio;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Tests.Audio;

public class WavReaderTests
{
    [Fact]
    public void SixteenBitSoundComesBackBitForBit()
    {
        using var folder = new TemporaryFolder();
        var path = folder["a.wav"];
        var sound = new Waveform([.. Enumerable.Range(short.MinValue, 65536).Select(value => value / 32768f)], 16000, 2);

        Assert.Equal(0, WavWriter.Write(path, sound));
        var read = WavReader.Read(path);

        Assert.Equal(sound.Samples, read.Sound.Samples);
        Assert.Equal((16000, 2, 32768, SampleEncoding.Pcm, 16), (read.Sound.SampleRate, read.Sound.Channels, read.Sound.Frames, read.Encoding, read.Bits));
        Assert.Empty(read.Warnings);
        Assert.Equal(44 + 131072, new FileInfo(path).Length);
    }

    [Fact]
    public void FloatsComeBackBitForBit()
    {
        using var folder = new TemporaryFolder();
        var path = folder["a.wav"];
        var sound = new Waveform([0, -0f, 1.5f, -1e-30f, float.Epsilon, 3e38f, 0.1f], 8000);

        Assert.Equal(0, WavWriter.Write(path, sound, WavEncoding.Float32));
        var read = AudioReaders.Read(path);

        Assert.Equal(sound.Samples.Select(BitConverter.SingleToInt32Bits), read.Sound.Samples.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal((SampleEncoding.Float, 32), (read.Encoding, read.Bits));
    }

    [Fact]
    public void SoundBeyondFullScaleIsClippedAndCounted()
    {
        using var stream = new MemoryStream();
        Assert.Equal(3, WavWriter.Write(stream, new Waveform([1f, -1f, -1.1f, 2f, 0.99998f, 0.9999f], 8000)));
        Assert.Equal(
            [32767, -32768, -32768, 32767, 32767, 32765],
            WavReader.Decode(stream.ToArray(), "x").Sound.Samples.Select(sample => (int)(32768 * sample)));
    }

    [Fact]
    public void DamagedFilesEndWithOurOwnError()
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, new Waveform(new float[200], 8000, 2), WavEncoding.Float32);
        var original = stream.ToArray();
        var random = new SeededRandom(11);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var file = original.AsSpan(0, trial % 3 == 0 ? random.NextInt(original.Length) : original.Length).ToArray();
            for (var change = random.NextInt(4); change >= 0 && file.Length > 0; change--)
            {
                file[random.NextInt(Math.Min(file.Length, 64))] = (byte)random.NextInt(256);
            }

            try
            {
                Assert.True(AudioReaders.Decode(file, "file").Sound.Samples.Length <= file.Length);
            }
            catch (InputException exception)
            {
                Assert.StartsWith("file", exception.Message);
            }
        }
    }

    [Fact]
    public void ASampleThatIsNoNumberIsRefused()
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, new Waveform([0, float.NaN], 8000), WavEncoding.Float32);
        Assert.Equal("x: sample 1 is NaN, which is no sound.", Assert.Throws<InputException>(() => WavReader.Decode(stream.ToArray(), "x")).Message);
    }

    [Fact]
    public void FilesOfNoKnownKindAreRefused() =>
        Assert.Equal(
            "x is no sound file of a known kind; WAV, NIST SPHERE can be read.",
            Assert.Throws<InputException>(() => AudioReaders.Decode([1, 2, 3], "x")).Message);

    [Fact]
    public void WaveformsGiveChannelsTheirMeanAndParts()
    {
        var sound = new Waveform([1, 2, 3, 4, 5, 6], 10, 2);

        Assert.Equal([1, 3, 5], sound.Channel(0).Samples);
        Assert.Equal([1.5f, 3.5f, 5.5f], sound.ToMono().Samples);
        Assert.Equal([3, 4], sound.Slice(1, 1).Samples);
        Assert.Equal(0.3, sound.Seconds);
        Assert.Equal("Waveform: 2 frames from frame 2 on were asked for, but the sound has 3.", Assert.Throws<ShapeException>(() => sound.Slice(2, 2)).Message);
        Assert.Equal("Waveform: channel 2 does not exist: the sound has 2.", Assert.Throws<ShapeException>(() => sound.Channel(2)).Message);
        Assert.Equal(
            "Waveform: 3 samples are no sound of 2 channels at 8000 Hz.",
            Assert.Throws<ShapeException>(() => new Waveform(new float[3], 8000, 2)).Message);
    }

    /// <summary>The expansions that ITU-T G.711 tabulates: the ends of the first and last segments of both laws.</summary>
    [Fact]
    public void TheLawsOfG711HaveTheirTabulatedValues()
    {
        Assert.Equal([8, -8, 32256, -32256], new[] { 0xD5, 0x55, 0xAA, 0x2A }.Select(code => (int)G711.ALaw[code]));
        Assert.Equal([0, 0, 32124, -32124, 8, -8], new[] { 0xFF, 0x7F, 0x80, 0x00, 0xFE, 0x7E }.Select(code => (int)G711.MuLaw[code]));
        Assert.Equal(255, G711.MuLaw.Distinct().Count());
        Assert.Equal(256, G711.ALaw.Distinct().Count());
    }
}
