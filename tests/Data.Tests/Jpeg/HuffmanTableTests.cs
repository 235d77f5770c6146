using QXai.Data.Jpeg;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Tests.Jpeg;

public class HuffmanTableTests
{
    /// <summary>Every code of the four standard tables, followed by random bits, against a search through the list of codes.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public void EveryCodeIsFoundAndItsExtraBitsToo(int kind, int index)
    {
        var table = StandardHuffmanTables.Get(kind, index)!;
        var (counts, symbols) = (kind, index) switch
        {
            (0, 0) => (StandardHuffmanTables.LumaDcCounts.ToArray(), StandardHuffmanTables.DcSymbols.ToArray()),
            (0, 1) => (StandardHuffmanTables.ChromaDcCounts.ToArray(), StandardHuffmanTables.DcSymbols.ToArray()),
            (1, 0) => (StandardHuffmanTables.LumaAcCounts.ToArray(), StandardHuffmanTables.LumaAcSymbols.ToArray()),
            _ => (StandardHuffmanTables.ChromaAcCounts.ToArray(), StandardHuffmanTables.ChromaAcSymbols.ToArray()),
        };
        var random = new SeededRandom(3);
        var (code, at) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            for (var i = 0; i < counts[length - 1]; i++, code++, at++)
            {
                var sixteen = code << (16 - length) | random.NextInt(1 << (16 - length));
                Assert.Equal(length << 8 | symbols[at], table.Find(sixteen));
                var size = symbols[at] & 15;
                var (ten, entry) = (sixteen >> 6, table.Coefficients[sixteen >> 6]);
                Assert.Equal(length <= 10 ? length << 8 | symbols[at] : 0, table.Symbols[ten]);
                if (length + size > 10)
                {
                    Assert.Equal(0, entry);
                    continue;
                }

                var extra = ten >> (10 - length - size) & ((1 << size) - 1);
                Assert.Equal(length + size, entry & 0xFF);
                Assert.Equal(size > 0 && extra < 1 << (size - 1) ? extra - (1 << size) + 1 : extra, entry >> 16);
                Assert.Equal(kind == 0 ? 0 : symbols[at] == 0 ? HuffmanTable.EndOfBlockRun : symbols[at] >> 4, entry >> 8 & 0xFF);
            }
        }

        Assert.Equal(0, table.Find(0xFFFF));
    }

    [Fact]
    public void ACodeThatCannotBeIsRefused()
    {
        var counts = new byte[16];
        (counts[0], counts[1]) = (1, 3);
        Assert.Equal(
            "x: a Huffman table has more codes of 2 bits than are possible.",
            Assert.Throws<InputException>(() => new HuffmanTable(counts, [1, 2, 3, 4], false, "x")).Message);
        Assert.Equal(
            "x: a Huffman table for DC differences holds the size 16; at most 15 bits are possible.",
            Assert.Throws<InputException>(
                () => new HuffmanTable(StandardHuffmanTables.LumaDcCounts, [16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], true, "x")).Message);
    }

    [Fact]
    public void BitsComeInOrderThroughStuffingAndThenZeros()
    {
        byte[] file = [0xFF, 0x00, 0x12, 0xFF, 0xFF, 0x00, 0x34, 0xFF, 0xFF, 0xD9, 0x77];
        var position = 0;
        using var segment = new EntropySegment();
        segment.Load(file, ref position);
        var bits = segment.Bits;

        Assert.Equal((4, 0xD9), (segment.Length, EntropySegment.MarkerAt(file, position)));
        Assert.Equal([0xFF1, 0x2FF], [bits.Read(12), bits.Read(12)]);
        Assert.Equal([0, 0, 1, 1, 0, 1, 0, 0], Enumerable.Range(0, 8).Select(_ => bits.ReadBit()));
        Assert.False(bits.IsOverrun);
        Assert.Equal(0, bits.ReadBit());
        Assert.True(bits.IsOverrun);
    }
}
