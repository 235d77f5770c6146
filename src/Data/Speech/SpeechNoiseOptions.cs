namespace QXai.Data.Speech;

/// <summary>How samples of clean and of noisy speech are made.</summary>
public sealed record SpeechNoiseOptions
{
    /// <summary>The spectrograms.</summary>
    public SpectrogramForm Form { get; init; } = new();

    /// <summary>The lowest ratio of speech to noise in decibels; it is uniform between this and <see cref="HighestRatio"/>.</summary>
    public double LowestRatio { get; init; }

    /// <summary>The highest ratio of speech to noise in decibels.</summary>
    public double HighestRatio { get; init; } = 10;

    /// <summary>The level to which every window, clean or noisy, is brought: root mean square in decibels relative to full scale.</summary>
    public double Level { get; init; } = -26;

    /// <summary>The gain that is applied then: uniform between minus and plus so many decibels, so that loudness tells nothing.</summary>
    public double Gain { get; init; } = 6;

    /// <summary>The regular expression whose first group finds the speaker in a path; null for TIMIT's layout or the folder's name.</summary>
    public string? Speaker { get; init; }

    /// <summary>The seed of the split by speakers and by noise recordings, and of what is random about test samples.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The share of the speakers, and of the noise recordings, that is held out for testing; in (0, 1).</summary>
    public double TestShare { get; init; } = 0.25;

    /// <summary>Bytes of decoded sound that are kept at most: 512 MiB unless set.</summary>
    public long CacheBytes { get; init; } = 512L << 20;

    /// <summary>Use the first samples only; clean and noisy ones alternate.</summary>
    public int Limit { get; init; } = int.MaxValue;
}
