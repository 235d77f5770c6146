using QXai.Data.Idx;
using QXai.Numerics;

namespace QXai.Data.Tests.Idx;

public class IdxReaderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadsPlainAndCompressed(bool compressed)
    {
        var plain = IdxBytes.Images(5, 2, 3);
        var array = Read(compressed ? IdxBytes.Gzip(plain) : plain, 3);
        Assert.Equal(new Shape(5, 2, 3), array.Extents);
        Assert.Equal(plain[16..], array.Bytes);
    }

    [Fact]
    public void ALimitKeepsTheFirstItems()
    {
        var plain = IdxBytes.Images(5, 2, 3);
        var array = Read(plain, 3, limit: 2);
        Assert.Equal(2, array.Items);
        Assert.Equal(plain[16..28], array.Bytes);
    }

    [Fact]
    public void LargeFilesAreReadInSteps()
    {
        var plain = IdxBytes.Images(50, 300, 200);
        Assert.Equal(plain[16..], Read(plain, 3).Bytes);
    }

    public static TheoryData<string, byte[], string> Damaged => new()
    {
        { "empty", [], "f has 0 bytes, but an IDX header begins with 4." },
        { "short magic", [0, 0, 8], "f has 3 bytes, but an IDX header begins with 4." },
        { "no magic", [.. "hello world 1234"u8], "f begins with the magic number 1751477356 (no IDX file), but 2051 (unsigned bytes in 3 axes) is expected." },
        { "labels", IdxBytes.Labels(1, 2), "f begins with the magic number 2049 (unsigned bytes in 1 axis), but 2051 (unsigned bytes in 3 axes) is expected." },
        {
            "floats",
            IdxBytes.Make(0xD03, [1, 1, 1], [0, 0, 0, 0]),
            "f begins with the magic number 3331 (floats in 3 axes), but 2051 (unsigned bytes in 3 axes) is expected."
        },
        { "header", IdxBytes.Make(2051, [1, 1], []), "f ends in its header: 12 bytes, but 3 axes need 16." },
        { "short", IdxBytes.Images(2, 2, 2)[..^1], "f is cut short: its header declares [2, 2, 2], 8 bytes, but only 7 follow." },
        {
            "no data",
            IdxBytes.Make(2051, [2000, 1000, 1000], []),
            "f is cut short: its header declares [2000, 1000, 1000], 2000000000 bytes, but only 0 follow."
        },
        { "long", [.. IdxBytes.Images(2, 2, 2), 1], "f goes on after its 8 bytes of data ([2, 2, 2]): the file does not agree with its header." },
        {
            "huge",
            IdxBytes.Make(2051, [4294967295, 4294967295, 4294967295], []),
            "f declares the extents [4294967295, 4294967295, 4294967295], but between 1 and 2147483591 elements are expected."
        },
        { "none", IdxBytes.Make(2051, [0, 28, 28], []), "f declares the extents [0, 28, 28], but between 1 and 2147483591 elements are expected." },
        { "bad gzip", [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "f is not a sound gzip file: it is cut short or damaged." },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void DamagedFilesAreRefused(string what, byte[] content, string message)
    {
        Assert.NotNull(what);
        Assert.Equal(message, Assert.Throws<InputException>(() => Read(content, 3)).Message);
    }

    [Fact]
    public void ACompressedFileThatIsCutShortIsRefused()
    {
        var compressed = IdxBytes.Gzip(IdxBytes.Images(20, 20, 20));
        Assert.Matches(
            "^f is cut short: its header declares \\[20, 20, 20\\], 8000 bytes, but only [0-9]+ follow\\.$",
            Assert.Throws<InputException>(() => Read(compressed[..(compressed.Length / 2)], 3)).Message);
    }

    [Fact]
    public void AWrongChecksumOfGzipIsNoticed()
    {
        var compressed = IdxBytes.Gzip(IdxBytes.Images(2, 2, 2));
        compressed[^6] ^= 1;
        Assert.Equal("f is not a sound gzip file: it is cut short or damaged.", Assert.Throws<InputException>(() => Read(compressed, 3)).Message);
    }

    [Fact]
    public void WhatFollowsTheLimitIsCheckedToo() => Assert.Equal(
        "f is cut short: its header declares [3, 2, 2], 12 bytes, but only 11 follow.",
        Assert.Throws<InputException>(() => Read(IdxBytes.Images(3, 2, 2)[..^1], 3, limit: 1)).Message);

    private static IdxArray Read(byte[] content, int axes, int limit = int.MaxValue) => IdxReader.Read(new MemoryStream(content), "f", axes, limit);
}
