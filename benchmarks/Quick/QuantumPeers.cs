namespace QXai.Benchmarks.Quick;

/// <summary>
/// What C++ simulators took for the same circuit on this kind of machine (two cores of AMD Zen 5 at 4.05 GHz; medians, milliseconds, on one and on two
/// threads). They are not in any package feed, so their figures are set beside this machine's own limits, which the report measures in the same run.
/// </summary>
internal sealed record QuantumPeers(
    int Qubits, (double One, double Two) Lightning, (double One, double Two) Qulacs, (double One, double Two) Qsim, double LightningGradient)
{
    /// <summary>GFLOP/s in double and in single precision, and GB/s in place over 1 GB, of one thread of the machine that the peers ran on.</summary>
    public const double DoublePeak = 134, SinglePeak = 260, Bandwidth = 62;

    private static readonly QuantumPeers[] All =
    [
        new(4, (0.0019, 0), (0.0059, 0), (0.0015, 0), 0.029),
        new(8, (0.0074, 0), (0.016, 0), (0.0031, 0), 0.077),
        new(10, (0.0208, 0), (0.036, 0), (0.0074, 0), 0.217),
        new(12, (0.086, 0), default, default, 0.961),
        new(16, (2.0, 1.2), (2.4, 1.2), (0.56, 0.45), 21.9),
        new(20, (53, 28), (51, 24), (12, 8.1), 857),
        new(22, (778, 505), (317, 177), (82, 51), 0),
        new(24, (3617, 2003), (1377, 751), (443, 263), 0),
        new(26, (15_600, 12_600), (5_800, 4_000), (2_100, 1_800), 0),
    ];

    /// <summary>"4.1 x" if the peer took 4.1 times <paramref name="seconds"/>; empty where it was not measured.</summary>
    public static string Ratio(int qubits, int threads, double seconds, Func<QuantumPeers, (double One, double Two)> peer)
    {
        var milliseconds = Array.Find(All, row => row.Qubits == qubits) is { } row ? (threads == 1 ? peer(row).One : threads == 2 ? peer(row).Two : 0) : 0;
        return milliseconds > 0 ? $"{1e-3 * milliseconds / seconds:F2} x" : "";
    }
}
