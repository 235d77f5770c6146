using QXai.Numerics;

namespace QXai.Data.Jpeg;

/// <summary>
/// The Huffman tables that a file has defined so far: four for DC and four for AC coefficients. Those it never defines are the standard's examples,
/// as motion JPEG presumes. Lookup tables are built when a scan first needs them.
/// </summary>
internal sealed class HuffmanTables
{
    private readonly HuffmanTable?[] tables = new HuffmanTable?[8];
    private readonly byte[]?[] definitions = new byte[]?[8];

    /// <summary>
    /// Takes the definitions in the payload of a DHT marker (ITU-T T.81 B.2.4.2): class and number, 16 counts, symbols; any number of times.
    /// </summary>
    public void Define(ReadOnlySpan<byte> payload, string name)
    {
        while (payload.Length > 0)
        {
            var (kind, index) = (payload[0] >> 4, payload[0] & 15);
            var length = 17;
            for (var i = 1; i < Math.Min(17, payload.Length); i++)
            {
                length += payload[i];
            }

            if (kind > 1 || index > 3 || payload.Length < length || length > 17 + 256)
            {
                throw new InputException(
                    $"{name}: the definition of a Huffman table (class {kind}, number {index}, {length - 17} symbols in {payload.Length} bytes) is damaged.");
            }

            definitions[4 * kind + index] = payload[1..length].ToArray();
            tables[4 * kind + index] = null;
            payload = payload[length..];
        }
    }

    /// <summary>The table for DC coefficients with a number.</summary>
    public HuffmanTable Dc(int index, string name) => Get(0, index, name);

    /// <summary>The table for AC coefficients with a number.</summary>
    public HuffmanTable Ac(int index, string name) => Get(1, index, name);

    private HuffmanTable Get(int kind, int index, string name)
    {
        if (index > 3)
        {
            throw new InputException($"{name}: a scan uses Huffman table {index}; 0 to 3 are possible.");
        }

        return tables[4 * kind + index] ??= definitions[4 * kind + index] is { } definition
            ? new HuffmanTable(definition.AsSpan(0, 16), definition.AsSpan(16), kind == 0, name)
            : StandardHuffmanTables.Get(kind, index)
                ?? throw new InputException($"{name}: a scan uses {(kind == 0 ? "DC" : "AC")} Huffman table {index}, which the file does not define.");
    }
}
