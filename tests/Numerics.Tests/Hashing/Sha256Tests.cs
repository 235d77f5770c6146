using System.Text;
using QXai.Numerics.Hashing;

namespace QXai.Numerics.Tests.Hashing;

/// <summary>The examples of NIST's FIPS 180-4 and of its test-vector set, and the ways in which a message can be cut into pieces.</summary>
public class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
    public void AgreesWithTheStandardsExamples(string message, string hash) => Assert.Equal(hash, Sha256.Hex(Encoding.ASCII.GetBytes(message)));

    [Fact]
    public void AMillionLettersA() =>
        Assert.Equal("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Sha256.Hex([.. Enumerable.Repeat((byte)'a', 1_000_000)]));

    [Fact]
    public void PiecesOfAnyLengthHashAsTheWhole()
    {
        byte[] message = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 7))];
        for (var length = 0; length <= message.Length; length++)
        {
            var pieces = new Sha256();
            pieces.Append(message.AsSpan(0, length / 3));
            pieces.Append(message.AsSpan(length / 3, length - length / 3));
            Assert.Equal(Sha256.Hex(message.AsSpan(0, length)), Convert.ToHexStringLower(pieces.Finish()));
        }
    }

    [Fact]
    public void TextsAreKeptApart()
    {
        var (one, other) = (new Sha256(), new Sha256());
        one.Append("ab");
        one.Append("c");
        other.Append("a");
        other.Append("bc");
        Assert.NotEqual(one.Finish(), other.Finish());
    }
}
