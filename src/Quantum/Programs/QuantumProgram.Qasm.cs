using System.Text;
using QXai.Numerics;
using QXai.Quantum.Qasm.Reading;

namespace QXai.Quantum.Programs;

public sealed partial class QuantumProgram
{
    private const long MaximalBytes = 1L << 26;

    /// <summary>
    /// Reads OpenQASM 2.0, or the gate-level part of OpenQASM 3. Throws <see cref="InputException"/> with <paramref name="file"/>, line, column and reason, in one line, where the text is wrong
    /// or outside of what is read. Nothing but the text is opened: the standard libraries are built in.
    /// </summary>
    public static QuantumProgram Parse(string text, string file = "OpenQASM") => Elaborator.Read(text, file);

    /// <summary>Reads a file of UTF-8 text of at most 64 MiB, see <see cref="Parse"/>.</summary>
    public static QuantumProgram Load(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > MaximalBytes)
        {
            throw new InputException($"{path} has {stream.Length} bytes, but {MaximalBytes} are the most that are read as OpenQASM.");
        }

        try
        {
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Parse(reader.ReadToEnd(), path);
        }
        catch (DecoderFallbackException error)
        {
            throw new InputException($"{path} is no text in UTF-8.", error);
        }
    }
}
