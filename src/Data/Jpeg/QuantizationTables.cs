using System.Buffers.Binary;
using QXai.Numerics;

namespace QXai.Data.Jpeg;

/// <summary>The quantisation tables that a file has defined so far, 0 to 3, with 8 or 16 bits per step, in natural order.</summary>
internal sealed class QuantizationTables
{
    private readonly int[]?[] tables = new int[]?[4];

    /// <summary>A table, or null where the file has not defined it.</summary>
    public int[]? this[int index] => tables[index];

    /// <summary>
    /// Takes the definitions in the payload of a DQT marker (ITU-T T.81 B.2.4.1): precision and number, 64 steps in zig-zag order; any number of
    /// times.
    /// </summary>
    public void Define(ReadOnlySpan<byte> payload, string name)
    {
        while (payload.Length > 0)
        {
            var (precision, index) = (payload[0] >> 4, payload[0] & 15);
            var length = 1 + 64 * (precision + 1);
            if (precision > 1 || index > 3 || payload.Length < length)
            {
                throw new InputException(
                    $"{name}: the definition of a quantisation table (precision {precision}, number {index}, {payload.Length} bytes) is damaged.");
            }

            var table = new int[64];
            for (var k = 0; k < 64; k++)
            {
                table[ZigZag.Natural[k]] = precision == 0 ? payload[1 + k] : BinaryPrimitives.ReadUInt16BigEndian(payload[(1 + 2 * k)..]);
            }

            tables[index] = table;
            payload = payload[length..];
        }
    }
}
