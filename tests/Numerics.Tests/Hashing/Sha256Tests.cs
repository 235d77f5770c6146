using System.Text;
using QXai.Numerics.Hashing;

namespace QXai.Numerics.Tests.Hashing;

<<<<<<< HEAD
public class Sha256Tests
{
    /// <summary>Messages and digests that NIST publishes: the examples of FIPS 180-4 and short messages of the validation suite (SHAVS).</summary>
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("616263", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("d3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1")]
    [InlineData("11af", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98")]
    [InlineData("74ba2521", "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e")]
    public void PublishedDigests(string message, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Sha256.Hash(Convert.FromHexString(message))));

    [Theory]
=======
/// <summary>The examples of NIST's FIPS 180-4 and of its test-vector set, and the ways in which a message can be cut into pieces.</summary>
public class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
>>>>>>> main
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
<<<<<<< HEAD
    public void PublishedDigestsOfTwoBlocks(string message, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Sha256.Hash(Encoding.ASCII.GetBytes(message))));

    [Fact]
    public void AMillionTimesTheLetterA()
    {
        var message = new byte[1_000_000];
        message.AsSpan().Fill((byte)'a');
        Assert.Equal("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Convert.ToHexStringLower(Sha256.Hash(message)));
        Assert.Equal("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Convert.ToHexStringLower(Sha256.Hash(new MemoryStream(message))));
    }

    /// <summary>Lengths at which the padding fits the last block just so, or just not; the digests are those of Python's hashlib.</summary>
    [Theory]
    [InlineData(55, "576a1bf8d4478657e6dc4af9398544765c2a92cde28478b019235cfed315fc09")]
    [InlineData(56, "9b20501dfd1d99161c257950f3444f3e49230c351c5c8e0943ef369f85f5205d")]
    [InlineData(63, "30b345906b493f06f69444b6521113511c242f30e29840462950035043682f1e")]
    [InlineData(64, "d8bc63b4fc1156e5e7d95a418b9bf54cd3174bedbc2db40f74895349b229b3c0")]
    [InlineData(119, "7a6589821178918ca8d9edaba5abfc1e9b2669564f4469b66885379c1530b2c8")]
    [InlineData(120, "655250427d56b1b0eeb8497d21428704273458a01772d6881b65c0abac0f8a98")]
    public void Padding(int length, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Sha256.Hash(Enumerable.Range(0, length).Select(i => (byte)(7 * i)).ToArray())));

    [Fact]
    public void PiecesGiveTheDigestOfTheWhole()
    {
        var message = Enumerable.Range(0, 300).Select(i => (byte)(7 * i)).ToArray();
        for (var piece = 1; piece <= 131; piece++)
        {
            var hash = new Sha256();
            for (var at = 0; at < message.Length; at += piece)
            {
                hash.Append(message.AsSpan(at, Math.Min(piece, message.Length - at)));
                Assert.Equal(Sha256.Hash(message.AsSpan(0, Math.Min(at + piece, message.Length))), hash.Digest());
            }
        }
    }
=======
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
>>>>>>> main
}
