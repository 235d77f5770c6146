namespace QXai.Cli.Reproduction;

/// <summary>What one seed gave.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Accuracy">Test accuracy of the hybrid.</param>
/// <param name="TwinAccuracy">Test accuracy of the classical twin; null where it is not compared.</param>
/// <param name="TestSamples">Number of test samples.</param>
/// <param name="Fingerprint">The hybrid's fingerprint.</param>
/// <param name="TwinFingerprint">The twin's.</param>
/// <param name="Samples">The measured samples.</param>
/// <param name="Extras">Further numbers, by name.</param>
internal sealed record SeedResult(
    ulong Seed,
    double Accuracy,
    double? TwinAccuracy,
    int TestSamples,
    string Fingerprint,
    string? TwinFingerprint,
    SampleMeasures[] Samples,
    Dictionary<string, double> Extras);
