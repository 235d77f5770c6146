using QXai.Data.Audio;
using QXai.Data.Speech;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Data.Tests.Speech;

public sealed class SpeechNoiseTests
{
    [Fact]
    public void No_speaker_and_no_noise_recording_is_in_both_splits()
    {
        using var root = new TemporaryFolder();
        var (train, test) = Open(root);
        var (learnt, held) = (Samples(train), Samples(test));
        Assert.Empty(learnt.Select(sample => sample.Clip.Speaker).Intersect(held.Select(sample => sample.Clip.Speaker)));
        Assert.Empty(
            learnt.Select(sample => sample.Noise?.Recording).OfType<string>().Intersect(held.Select(sample => sample.Noise?.Recording).OfType<string>()));
        Assert.Single(held.Select(sample => sample.Clip.Speaker).Distinct());
    }

    [Fact]
    public void Clean_and_noisy_samples_alternate_and_show_the_same_speech()
    {
        using var root = new TemporaryFolder();
        var source = Open(root).Train;
        for (var i = 0; i < source.Count; i++)
        {
            var sample = source.Sample(i);
            Assert.Equal(i % 2, source.Label(i));
            Assert.Equal(i % 2 == 1, sample.Noise is not null);
            Assert.Equal((source.Sample(i ^ 1).Clip, source.Sample(i ^ 1).Start), (sample.Clip, sample.Start));
        }
    }

    [Fact]
    public void Level_and_ratio_are_within_their_ranges_for_both_classes()
    {
        using var root = new TemporaryFolder();
        var source = Open(root).Train;
        foreach (var sample in Samples(source))
        {
            Assert.InRange(Level.Decibels(sample.Sound), -32.01, -19.99);
            Assert.True(sample.Ratio is null or (>= 0 and <= 10));
        }

        Assert.All(Samples(source.AtRatio(-3)), sample => Assert.True(sample.Ratio is null or -3));
    }

    [Fact]
    public void Windows_reach_from_the_beginning_to_the_end_of_a_recording()
    {
        using var root = new TemporaryFolder();
        var source = Open(root).Train;
        Assert.Equal(
            [0, 48000 - source.Options.Form.Samples],
            Samples(source).Where(sample => sample.Clip == source.Sample(0).Clip).Select(sample => sample.Start).Distinct());
    }

    [Fact]
    public void Drawn_samples_depend_on_draw_and_index_only()
    {
        using var root = new TemporaryFolder();
        var drawn = Open(root).Train.Drawn();
        var (a, b, c) = (new float[128 * 128], new float[128 * 128], new float[128 * 128]);
        drawn.Read(1, 5, a);
        drawn.Read(1, 5, b);
        drawn.Read(1, 6, c);
        Assert.Equal(a, b);
        Assert.NotEqual(a, c);
    }

    [Fact]
    public void Padding_of_noise_is_never_mixed_in()
    {
        using var root = new TemporaryFolder();
        var (speech, noise) = SpeechFiles.Write(root);
        SpeechFiles.Save(Path.Combine(noise, "n0.wav"), 16000, 80000, n => n < 40000 ? 0.05 * Math.Sin(n * 0.7) : 0);
        var lines = Enumerable.Range(0, 4).Select(i => $"16k/n{i}.wav,{i},0,2.5");
        File.WriteAllLines(Path.Combine(noise, "clips.csv"), ["file,freesound_id,active_start_s,active_end_s", .. lines]);
        Assert.All(SpeechFolder.Noises(noise), clip => Assert.Equal((0.0, 2.5), (clip.Start, clip.End)));
        foreach (var split in (DataSplit[])[DataSplit.Train, DataSplit.Test])
        {
            var source = SpeechNoise<float>.Open(speech, noise, split);
            foreach (var sample in Samples(source).Where(sample => sample.Noise is not null))
            {
                Assert.Equal((0, sample.Sound.Length), Level.ActivePart(sample.Sound, 400));
            }
        }
    }

    [Fact]
    public void Refuses_a_corpus_of_one_speaker_or_of_short_recordings()
    {
        using var one = new TemporaryFolder();
        var (speech, noise) = SpeechFiles.Write(one, speakers: 1, recordings: 1);
        Assert.StartsWith(
            "There is only one speaker",
            Assert.Throws<InputException>(() => SpeechNoise<float>.Open(speech, noise, DataSplit.Test)).Message,
            StringComparison.Ordinal);
        using var two = new TemporaryFolder();
        (speech, noise) = SpeechFiles.Write(two, seconds: 1);
        Assert.StartsWith(
            "None of the 2 recordings",
            Assert.Throws<InputException>(() => SpeechNoise<float>.Open(speech, noise, DataSplit.Test)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_finds_the_speaker_in_the_name_of_a_file()
    {
        using var root = new TemporaryFolder();
        SpeechFiles.Save(Path.Combine(root.Root, "0_ann_1.wav"), 8000, 100, _ => 0.1);
        SpeechFiles.Save(Path.Combine(root.Root, "1_bob_1.wav"), 8000, 100, _ => 0.1);
        Assert.Equal(["ann", "bob"], SpeechFolder.Clips(root.Root, "_([a-z]+)_").Select(clip => clip.Speaker));
        Assert.Equal(["0_ann_1.wav", "1_bob_1.wav"], SpeechFolder.Clips(root.Root).Select(clip => clip.Speaker));
    }

    [SkippableFact]
    public void Timit_and_helicopters_split_by_speaker_and_recording_with_alignments()
    {
        var (speech, noise) = (SharedData.Require("timit-sample"), SharedData.Require("helicopter/16k"));
        var (train, test) = (SpeechNoise<float>.Open(speech, noise, DataSplit.Train), SpeechNoise<float>.Open(speech, noise, DataSplit.Test));
        Assert.Equal(16, SpeechFolder.Clips(speech).Select(clip => clip.Speaker).Distinct().Count());
        Assert.Equal(15, SpeechFolder.Noises(noise).Select(clip => clip.Recording).Distinct().Count());
        Assert.Equal(2.5, SpeechFolder.Noises(noise).Single(clip => clip.Path.EndsWith("4-161579-A.wav", StringComparison.Ordinal)).End ?? 0, 2.5);
        Assert.Equal(4, Samples(test).Select(sample => sample.Clip.Speaker).Distinct().Count());
        Assert.True(train.Count > 300, $"{train.Count} samples");
        Assert.NotEmpty(test.SpeechRegions(0)!);
    }

    private static (SpeechNoise<float> Train, SpeechNoise<float> Test) Open(TemporaryFolder root)
    {
        var (speech, noise) = SpeechFiles.Write(root);
        return (SpeechNoise<float>.Open(speech, noise, DataSplit.Train), SpeechNoise<float>.Open(speech, noise, DataSplit.Test));
    }

    private static SpeechSample[] Samples(SpeechNoise<float> source) => [.. Enumerable.Range(0, source.Count).Select(source.Sample)];
}
