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

    /// <summary>Lengths at which the padding just fits the last block, or just does not; the hashes are those of Python's hashlib.</summary>
    [Theory]
    [InlineData(55, "576a1bf8d4478657e6dc4af9398544765c2a92cde28478b019235cfed315fc09")]
    [InlineData(56, "9b20501dfd1d99161c257950f3444f3e49230c351c5c8e0943ef369f85f5205d")]
    [InlineData(63, "30b345906b493f06f69444b6521113511c242f30e29840462950035043682f1e")]
    [InlineData(64, "d8bc63b4fc1156e5e7d95a418b9bf54cd3174bedbc2db40f74895349b229b3c0")]
    [InlineData(119, "7a6589821178918ca8d9edaba5abfc1e9b2669564f4469b66885379c1530b2c8")]
    [InlineData(120, "655250427d56b1b0eeb8497d21428704273458a01772d6881b65c0abac0f8a98")]
    public void PaddingOfEveryKind(int length, string hash) => Assert.Equal(hash, Sha256.Hex([.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))]));

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
