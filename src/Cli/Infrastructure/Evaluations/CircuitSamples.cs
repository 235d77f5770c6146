using System.Globalization;
using System.Text;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Cli.Infrastructure.Evaluations;

/// <summary>
/// Inputs of a bare circuit, one row per sample: from a file of comma-separated values, or drawn uniformly under a seed. A file may begin with a header; a last
/// column called <c>relevant</c> says for every row which inputs are known to matter, one digit 0 or 1 per input, as in <c>0110</c>.
/// </summary>
internal sealed record CircuitSamples(IReadOnlyList<double[]> Rows, IReadOnlyList<bool[]>? Masks, string Description)
{
    /// <summary>The name of the column of masks.</summary>
    public const string MaskColumn = "relevant";

    private const long MostBytes = 64 << 20;

    /// <summary>Number of inputs of every row.</summary>
    public int Inputs => Rows[0].Length;

    /// <summary>
    /// The first <paramref name="count"/> rows of a file. Throws <see cref="InputException"/>, one line with file, line and column (both from 1), for
    /// what is no table of numbers.
    /// </summary>
    public static CircuitSamples Read(string path, int count)
    {
        List<double[]> rows = [];
        List<bool[]> masks = [];
        var (number, width, hasMasks) = (0, 0, false);
        foreach (var line in Lines(path))
        {
            number++;
            if (rows.Count == count)
            {
                break;
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var fields = Fields(line);
            if (width == 0)
            {
                (width, hasMasks) = (fields.Count, fields[^1].Text == MaskColumn);
                if (hasMasks && width == 1)
                {
                    throw At(fields[0], $"the column '{MaskColumn}' stands alone; columns of inputs are needed before it.");
                }

                if (fields.All(field => field.Text.Length > 0 && !double.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
                {
                    continue;
                }
            }

            if (fields.Count != width)
            {
                throw At(fields[Math.Min(fields.Count - 1, width)], $"the row has {fields.Count} fields, but the first one has {width}.");
            }

            double[] row = [.. fields.SkipLast(hasMasks ? 1 : 0).Select(field =>
                double.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                    ? value
                    : throw At(field, $"'{field.Text}' is no finite number."))];
            rows.Add(row);
            if (hasMasks)
            {
                masks.Add(fields[^1].Text.Length == row.Length && fields[^1].Text.All(digit => digit is '0' or '1')
                    ? [.. fields[^1].Text.Select(digit => digit == '1')]
                    : throw At(
                        fields[^1],
                        $"'{fields[^1].Text}' does not say which inputs are relevant: {row.Length} digits 0 or 1 are needed, one per input."));
            }
        }

        return rows.Count > 1
            ? new(rows, hasMasks ? masks : null, $"the first {rows.Count} rows of {Path.GetFileName(path)}")
            : throw new InputException(
                $"{path} has {rows.Count} rows of inputs, but at least 2 samples are needed for an interval; "
                + "one row of numbers with commas between them is one sample.");

        InputException At((string Text, int Column) field, string what) => new($"{path}, line {number}, column {field.Column}: {what}");
    }

    /// <summary>Rows of independent numbers, uniform from <paramref name="low"/> up to <paramref name="high"/>; row i depends on the seed and i only.</summary>
    public static CircuitSamples Uniform(int count, int inputs, double low, double high, ulong seed)
    {
        var random = new SeededRandom(seed).Derive(0x1A9);
        double[][] rows = [.. Enumerable.Range(0, count).Select(i =>
        {
            var draw = random.Derive((ulong)i);
            return Enumerable.Range(0, inputs).Select(_ => draw.NextDouble(low, high)).ToArray();
        })];
        return new(rows, null, FormattableString.Invariant($"{count} samples drawn uniformly from [{low:G6}, {high:G6}) with seed {seed}"));
    }

    private static List<(string Text, int Column)> Fields(string line)
    {
        List<(string, int)> fields = [];
        for (var start = 0; start <= line.Length;)
        {
            var end = line.IndexOf(',', start) is >= 0 and var comma ? comma : line.Length;
            var text = line[start..end];
            fields.Add((text.Trim(), start + 1 + (text.Length - text.TrimStart().Length)));
            start = end + 1;
        }

        return fields;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return Directory.Exists(path) ? throw new InputException($"{path} cannot be read: it is a folder, not a file.")
                : !File.Exists(path) ? throw new InputException($"{path} cannot be read: there is no such file.")
                : new FileInfo(path).Length > MostBytes
                ? throw new InputException($"{path} is larger than {MostBytes >> 20} MiB, the most that is read as a table of inputs.")
                : File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new InputException($"{path} cannot be read: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
