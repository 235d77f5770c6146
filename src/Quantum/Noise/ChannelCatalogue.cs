using System.Collections.Immutable;

namespace QXai.Quantum.Noise;

/// <summary>The standard channels by name, each a function of its probability p: what files and options may name, and what tests loop over.</summary>
public static class ChannelCatalogue
{
    /// <summary>Name and maker of every standard channel.</summary>
    public static ImmutableArray<(string Name, Func<double, Channel> Make)> All { get; } =
    [
        ("depolarizing", Channel.Depolarizing),
        ("bitflip", Channel.BitFlip),
        ("phaseflip", Channel.PhaseFlip),
        ("amplitudedamping", Channel.AmplitudeDamping),
        ("phasedamping", Channel.PhaseDamping),
    ];

    /// <summary>The channel of that name, in any case, with probability <paramref name="p"/>; null where there is none.</summary>
    public static Channel? Find(string name, double p) =>
        All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Make?.Invoke(p);
}
