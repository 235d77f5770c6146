using QXai.Data.Audio;
using QXai.Data.Files;
using QXai.Data.Speech;
using QXai.Numerics;

namespace QXai.Data.Checks;

/// <summary>Reads every sound of a folder.</summary>
internal static class SoundCheck
{
    public static DataReport Run(string folder, Action<int, int>? progress, CancellationToken cancellation)
    {
        var clips = SpeechFolder.Clips(folder);
        var noises = SpeechFolder.Noises(folder).ToDictionary(noise => noise.Path, noise => noise.Recording);
        var (problems, duplicates, done) = (new List<string>(), new DuplicateFinder(), 0);
        var sounds = new List<(SpeechClip Clip, Waveform Sound, SampleEncoding Encoding)>();
        foreach (var clip in clips)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var bytes = InputFile.ReadAll(clip.Path, AudioReaders.DefaultMaxFileBytes);
                duplicates.Add(clip.Path, clip.Speaker, bytes);
                var recording = AudioReaders.Decode(bytes, clip.Path);
                problems.AddRange(recording.Warnings.Select(warning => $"{clip.Path}: {warning}."));
                if (Level.Power(recording.Sound.Samples) == 0)
                {
                    problems.Add($"{clip.Path} is silent.");
                }

                sounds.Add((clip, recording.Sound, recording.Encoding));
            }
            catch (InputException exception)
            {
                problems.Add(exception.Message);
            }

            progress?.Invoke(++done, clips.Count);
        }

        var window = new SpectrogramForm().Seconds;
        var brief = sounds.Count(item => item.Sound.Seconds < window);
        var seconds = sounds.Sum(item => item.Sound.Seconds);
        List<string> facts =
        [
            .. sounds.GroupBy(item => Form(item.Sound, item.Encoding)).OrderByDescending(group => group.Count())
                .Select(group => $"{group.Count()} files: {group.Key}."),
            FormattableString.Invariant(
                $"{seconds:F1} s in all; {brief} files are shorter than the {window:F3} s of a spectrogram and are not used."),
            $"{clips.Count(clip => clip.Phones is not null)} files have a phone alignment beside them.",
        ];
        var recordings = clips.Select(clip => noises[clip.Path]).Distinct().Count();
        if (recordings < clips.Count)
        {
            facts.Add($"The table clips.csv names {recordings} recordings, of which the {clips.Count} files are parts.");
        }

        var parts = sounds.GroupBy(item => item.Clip.Speaker).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new DataPart(
            "", group.Key, group.Count(), DataCheck.Range(group, item => item.Sound.Seconds, item => Length(item.Sound))));
        return new DataReport("sound", [.. parts], facts, [.. problems, .. duplicates.Problems(folder)]);
    }

    private static string Form(Waveform sound, SampleEncoding encoding) =>
        $"{sound.SampleRate} Hz, {sound.Channels} channel{(sound.Channels == 1 ? "" : "s")}, {encoding}";

    private static string Length(Waveform sound) => FormattableString.Invariant($"{sound.Seconds:F2} s");
}
