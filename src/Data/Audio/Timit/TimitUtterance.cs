namespace QXai.Data.Audio.Timit;

/// <summary>
/// One sentence of TIMIT as one speaker read it. The first letter of the speaker's code tells the sex (f, m); sentences sa1 and sa2 are read by
/// everyone, si and sx ones by one or by seven speakers.
/// </summary>
/// <param name="Region">The dialect region, 1 to 8.</param>
/// <param name="Speaker">The speaker's code, in small letters: fvmh0.</param>
/// <param name="Sentence">The sentence's code, in small letters: sa1, si836.</param>
/// <param name="Path">The sound file; the alignments lie beside it.</param>
public sealed record TimitUtterance(int Region, string Speaker, string Sentence, string Path)
{
    /// <summary>The sound.</summary>
    public Waveform ReadSound() => AudioReaders.Read(Path).Sound;

    /// <summary>The phones, from the .phn file.</summary>
    public IReadOnlyList<AlignedSegment> ReadPhones() => Alignment.Read(Beside(".phn"));

    /// <summary>The words, from the .wrd file.</summary>
    public IReadOnlyList<AlignedSegment> ReadWords() => Alignment.Read(Beside(".wrd"));

    /// <summary>The sentence, from the .txt file.</summary>
    public string ReadText() => string.Join(' ', Alignment.Read(Beside(".txt")).Select(segment => segment.Label));

    /// <summary>The file with another extension, in small or capital letters as the sound file's.</summary>
    private string Beside(string extension)
    {
        var small = System.IO.Path.ChangeExtension(Path, extension);
        var capital = System.IO.Path.ChangeExtension(Path, extension.ToUpperInvariant());
        return !File.Exists(small) && File.Exists(capital) ? capital : small;
    }
}
