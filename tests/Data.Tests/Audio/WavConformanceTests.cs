using System.Buffers.Binary;
using System.Security.Cryptography;
using QXai.Data.Audio;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Data.Tests.Audio;

public class WavConformanceTests
{
    private const string BrokenLastFrame = "go-audio/padded24b.wav";

    [SkippableFact]
    public void EveryFileHasTheExpectedSamplesOrIsRefused()
    {
        var folder = SharedData.Require("wav-conformance");
        var wrong = new List<string>();
        var outcomes = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "sources.csv")).Skip(1))
        {
            var fields = line.Split(',');
            var (file, expected, hash) = (fields[0], fields[7], fields[9]);
            var (found, warnings, error) = Read(Path.Combine(folder, file), hash.Length > 0);
            outcomes[expected] = outcomes.GetValueOrDefault(expected) + 1;
            var isRight = expected switch
            {
                "ok" => found == hash && warnings == (file == BrokenLastFrame ? 1 : 0),
                "ok (data chunk cut short)" => found == hash && warnings == 1,
                "container >32 bit" => error is null && warnings == 0,
                _ => error is not null,
            };
            if (!isRight)
            {
                wrong.Add($"{file}: {expected}, but {found} {warnings} {error}");
            }
        }

        Assert.Equal("", string.Join("\n", wrong));
        Assert.Equal(72, outcomes.Values.Sum());
        Assert.Equal((56, 1, 5, 9), (outcomes["ok"], outcomes["ok (data chunk cut short)"], outcomes["container >32 bit"], outcomes["error"]));
    }

    [SkippableTheory]
    [InlineData("scipy/test-8000Hz-le-3ch-5S-36bit.wav")]
    [InlineData("scipy/test-8000Hz-le-3ch-5S-45bit.wav")]
    [InlineData("scipy/test-8000Hz-le-3ch-5S-53bit.wav")]
    [InlineData("scipy/test-8000Hz-le-3ch-5S-64bit.wav")]
    public void LongIntegersAreTheSameSoundAsTheTwentyFourBitFile(string file)
    {
        var folder = SharedData.Require("wav-conformance");
        var expected = WavReader.Read(Path.Combine(folder, "scipy/test-8000Hz-le-3ch-5S-24bit.wav")).Sound;
        var found = WavReader.Read(Path.Combine(folder, file)).Sound;
        Assert.Equal((3, 5, 8000), (found.Channels, found.Frames, found.SampleRate));
        Assert.All(expected.Samples.Zip(found.Samples), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [SkippableTheory]
    [InlineData(
        "wavefile/4bit-imaadpcm-8kHz-noBext-mono-encoded.wav",
        ": codec 0x0011 (IMA ADPCM) is not supported; PCM, floating point, A-law and mu-law are.")]
    [InlineData("scipy/test-8000Hz-le-3ch-5S-24bit-inconsistent.wav", ": frames of 4 bytes do not hold 3 samples of 24 bits.")]
    [InlineData("corrupt/hound-crash-e5471f5b.wav", ": frames of 0 bytes do not hold 1 samples of 0 bits.")]
    [InlineData("corrupt/scipy-test-44100Hz-le-1ch-4bytes-early-eof-no-data.wav", " is no complete WAV file: its data chunk is missing.")]
    [InlineData("corrupt/scipy-test-44100Hz-le-1ch-4bytes-incomplete-chunk.wav", " is no complete WAV file: its fmt chunk is missing.")]
    public void RefusalsSayWhy(string file, string reason)
    {
        var path = SharedData.Require($"wav-conformance/{file}");
        Assert.Equal(path + reason, Assert.Throws<InputException>(() => WavReader.Read(path)).Message);
    }

    /// <summary>
    /// The hash of all samples at the file's own scale, integers as 32-bit and floats as 64-bit little-endian numbers, after a check that the public
    /// samples are those over full scale.
    /// </summary>
    private static (string Hash, int Warnings, string? Error) Read(string path, bool hashes)
    {
        try
        {
            var file = File.ReadAllBytes(path);
            var recording = WavReader.Decode(file, path);
            if (!hashes)
            {
                return ("", recording.Warnings.Count, null);
            }

            var (format, offset, _) = WavReader.Locate(file, path);
            var native = new double[recording.Sound.Samples.Length];
            SampleDecoder.DecodeNative(file.AsSpan(offset, native.Length * format.Bytes), format, native);
            Assert.Equal(native.Select(value => (float)(value / format.FullScale)), recording.Sound.Samples);
            var size = format.Encoding == SampleEncoding.Float ? 8 : 4;
            var bytes = new byte[native.Length * size];
            for (var i = 0; i < native.Length; i++)
            {
                if (size == 8)
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * i), native[i]);
                }
                else
                {
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), (int)native[i]);
                }
            }

            return (Convert.ToHexStringLower(SHA256.HashData(bytes)), recording.Warnings.Count, null);
        }
        catch (InputException exception)
        {
            Assert.StartsWith(path, exception.Message);
            return ("", 0, exception.Message);
        }
    }
}
