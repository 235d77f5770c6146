using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace QXai.Numerics.Hashing;

/// <summary>
/// The hash SHA-256 of FIPS 180-4, in managed code: the framework's own aborts the process on systems without OpenSSL. Data is taken piece by piece through
/// <see cref="Append(ReadOnlySpan{byte})"/>; <see cref="Finish"/> gives the 32 bytes once.
/// </summary>
public sealed class Sha256
{
    private const int BlockLength = 64;

    /// <summary>The first 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static readonly uint[] RoundConstants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private readonly uint[] state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    private readonly uint[] schedule = new uint[64];
    private readonly byte[] block = new byte[BlockLength];
    private long length;
    private bool finished;

    /// <summary>The hash of some bytes as 64 lower-case hexadecimal digits.</summary>
    public static string Hex(ReadOnlySpan<byte> data)
    {
        var hash = new Sha256();
        hash.Append(data);
        return Convert.ToHexStringLower(hash.Finish());
    }

    /// <summary>Takes the next bytes of the message.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        ObjectDisposedException.ThrowIf(finished, this);
        var filled = (int)(length % BlockLength);
        length += data.Length;
        while (filled + data.Length >= BlockLength)
        {
            data[..(BlockLength - filled)].CopyTo(block.AsSpan(filled));
            data = data[(BlockLength - filled)..];
            Compress();
            filled = 0;
        }

        data.CopyTo(block.AsSpan(filled));
    }

    /// <summary>Takes a text in UTF-8, preceded by its length in bytes, so that no two lists of texts hash alike.</summary>
    public void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(bytes.Length);
        Append(bytes);
    }

    /// <summary>Takes a number as eight bytes, the least significant first.</summary>
    public void Append(long number)
    {
        Span<byte> bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        Append(bytes);
    }

    /// <summary>The 32 bytes of the hash; nothing can be appended afterwards.</summary>
    public byte[] Finish()
    {
        var bits = length * 8;
        var padding = new byte[BlockLength - (int)((length + 8) % BlockLength) + 8];
        padding[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padding.AsSpan(padding.Length - 8), bits);
        Append(padding);
        finished = true;
        var hash = new byte[32];
        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(4 * i), state[i]);
        }

        return hash;
    }

    /// <summary>Section 6.2.2: message schedule, 64 rounds, sum.</summary>
    private void Compress()
    {
        for (var t = 0; t < 16; t++)
        {
            schedule[t] = BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(4 * t));
        }

        for (var t = 16; t < 64; t++)
        {
            var (w15, w2) = (schedule[t - 15], schedule[t - 2]);
            var s0 = BitOperations.RotateRight(w15, 7) ^ BitOperations.RotateRight(w15, 18) ^ (w15 >> 3);
            var s1 = BitOperations.RotateRight(w2, 17) ^ BitOperations.RotateRight(w2, 19) ^ (w2 >> 10);
            schedule[t] = schedule[t - 16] + s0 + schedule[t - 7] + s1;
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < 64; t++)
        {
            var s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var t1 = h + s1 + ((e & f) ^ (~e & g)) + RoundConstants[t] + schedule[t];
            var s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        uint[] rounds = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] += rounds[i];
        }
    }
}
