namespace QXai.Data.Png;

/// <summary>
/// The five filters of PNG (specification, clause 9). A filter replaces byte x of a row by x - P (mod 256), where P is predicted from the byte a one
/// pixel to the left, b above and c above left (0 outside the picture): None P = 0, Sub P = a, Up P = b, Average P = floor((a + b) / 2), Paeth P =
/// whichever of a, b, c is nearest to a + b - c.
/// </summary>
internal static class PngFilter
{
    /// <summary>Number of filters; their numbers in the file are 0 to 4.</summary>
    public const int Count = 5;

    /// <summary>Writes the filtered <paramref name="row"/> to <paramref name="filtered"/>. <paramref name="step"/> is the distance in bytes to the
    /// pixel on the left.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> filtered)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (a, c) = i >= step ? (row[i - step], above[i - step]) : ((byte)0, (byte)0);
            filtered[i] = (byte)(row[i] - Predict(filter, a, above[i], c));
        }
    }

    /// <summary>Restores a filtered <paramref name="row"/> in place; the row <paramref name="above"/> is already restored (zeros for the first row).</summary>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        var head = Math.Min(step, row.Length);
        switch (filter)
        {
            case 1:
                for (var i = step; i < row.Length; i++)
                {
                    row[i] += row[i - step];
                }

                break;
            case 2:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += above[i];
                }

                break;
            case 3:
                for (var i = 0; i < head; i++)
                {
                    row[i] += (byte)(above[i] >> 1);
                }

                for (var i = step; i < row.Length; i++)
                {
                    row[i] += (byte)((row[i - step] + above[i]) >> 1);
                }

                break;
            case 4:
                for (var i = 0; i < head; i++)
                {
                    row[i] += above[i];
                }

                for (var i = step; i < row.Length; i++)
                {
                    row[i] += Paeth(row[i - step], above[i], above[i - step]);
                }

                break;
            default:
                break;
        }
    }

    private static byte Predict(int filter, byte a, byte b, byte c) => filter switch
    {
        1 => a,
        2 => b,
        3 => (byte)((a + b) >> 1),
        4 => Paeth(a, b, c),
        _ => 0,
    };

    private static byte Paeth(byte a, byte b, byte c)
    {
        var (toA, toB, toC) = (Math.Abs(b - c), Math.Abs(a - c), Math.Abs(a + b - 2 * c));
        return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
    }
}
