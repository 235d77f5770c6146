using System.Text;
using QXai.Numerics;
using QXai.Quantum.Qasm.Reading;

namespace QXai.Quantum.Programs;

public sealed partial class QuantumProgram
{
    private const long MaximalBytes = 1L << 26;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads OpenQASM 2.0, or the gate-level part of OpenQASM 3. Throws <see cref="InputException"/> with <paramref name="file"/>, line, column and
    /// reason, in one line, where the text is wrong or outside of what is read. Nothing but the text is opened: the standard libraries are built in.
    /// </summary>
    public static QuantumProgram Parse(string text, string file = "OpenQASM") => Elaborator.Read(text, file);

    /// <summary>Reads a file of UTF-8 text, see <see cref="Parse"/>.</summary>
    public static QuantumProgram Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads UTF-8 text of at most 64 MiB, see <see cref="Parse"/>.</summary>
    public static QuantumProgram Read(Stream stream, string file)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int count; (count = stream.Read(piece)) > 0;)
        {
            bytes.Write(piece, 0, count);
            if (bytes.Length > MaximalBytes)
            {
                throw new InputException($"{file} has more than {MaximalBytes} bytes, which are the most that are read as OpenQASM.");
            }
        }

        try
        {
            var text = Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
            return Parse(text.StartsWith('\uFEFF') ? text[1..] : text, file);
        }
        catch (DecoderFallbackException error)
        {
            throw new InputException($"{file} is no text in UTF-8.", error);
        }
    }
}
