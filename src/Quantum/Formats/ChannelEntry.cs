using System.Collections.Immutable;

namespace QXai.Quantum.Formats;

/// <summary>
/// A noise channel of strength <paramref name="P"/> that acts on <paramref name="Wires"/> after the first <paramref name="Position"/> gates of a
/// circuit, by the name that the file gives it.
/// </summary>
public sealed record ChannelEntry(int Position, string Channel, ImmutableArray<int> Wires, double P);
