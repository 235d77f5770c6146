using System.Collections.Immutable;
using QXai.Numerics;

namespace QXai.Data.Jpeg;

/// <summary>
/// The scan header (ITU-T T.81 B.2.3): which components follow, with which tables; for progressive frames the band of coefficients Ss..Se in zig-zag
/// order and the bit positions: Ah of the scan before (0 for the first), Al of this one.
/// </summary>
internal sealed record ScanHeader(ImmutableArray<ScanComponent> Components, int BandStart, int BandEnd, int High, int Low)
{
    /// <summary>
    /// The header in the payload of a SOS marker, with tables taken from <paramref name="tables"/>. Throws <see cref="InputException"/> for unknown
    /// or repeated components and for a progression that the standard does not allow.
    /// </summary>
    public static ScanHeader Parse(ReadOnlySpan<byte> payload, FrameHeader frame, HuffmanTables tables, string name)
    {
        if (payload.Length < 1 || payload[0] is < 1 or > 4 || payload.Length != 4 + 2 * payload[0])
        {
            throw new InputException($"{name}: a scan header has {payload.Length} bytes, which does not fit its number of components.");
        }

        var count = payload[0];
        var band = payload[(1 + 2 * count)..];
        var (start, end, high, low) = frame.IsProgressive ? (band[0], band[1], band[2] >> 4, band[2] & 15) : (0, 63, 0, 0);
        CheckProgression(count, start, end, high, low, name);
        var components = ImmutableArray.CreateBuilder<ScanComponent>(count);
        for (var i = 0; i < count; i++)
        {
            var (identifier, selectors) = (payload[1 + 2 * i], payload[2 + 2 * i]);
            var component = frame.Components.FirstOrDefault(
                    candidate => candidate.Identifier == identifier && components.All(taken => taken.Component != candidate))
                ?? throw new InputException($"{name}: a scan names component {identifier}, which the frame does not have or the scan has named before.");
            components.Add(new ScanComponent(
                component,
                start == 0 && high == 0 ? tables.Dc(selectors >> 4, name) : null,
                end > 0 ? tables.Ac(selectors & 15, name) : null));
        }

        return new ScanHeader(components.MoveToImmutable(), start, end, high, low);
    }

    private static void CheckProgression(int count, int start, int end, int high, int low, string name)
    {
        var bandIsPossible = start == 0 ? end == 0 || high + low == 0 && end == 63 : start <= end && end <= 63 && count == 1;
        if (!bandIsPossible || low > 13 || (high != 0 && low != high - 1))
        {
            throw new InputException(
                $"{name}: a scan of {count} components codes coefficients {start} to {end} at bits {high} to {low}, which no progression can.");
        }
    }
}
