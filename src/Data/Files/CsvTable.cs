using System.Text;
using QXai.Numerics;

namespace QXai.Data.Files;

/// <summary>Reads tables of comma-separated values with a header line (RFC 4180): fields may stand in double quotes, which are doubled inside.</summary>
public static class CsvTable
{
    private const int MostBytes = 64 << 20;

    /// <summary>The rows of a file. Throws <see cref="InputException"/> where it cannot be read or a row has another number of fields than the
    /// header.</summary>
    public static IReadOnlyList<CsvRow> Read(string path)
    {
        var lines = Parse(Encoding.UTF8.GetString(InputFile.ReadAll(path, MostBytes)).TrimStart('\uFEFF'));
        if (lines.Count == 0)
        {
            throw new InputException($"{path} is empty; a table with a header line is expected.");
        }

        var names = new Dictionary<string, int>();
        for (var column = 0; column < lines[0].Count; column++)
        {
            names.TryAdd(lines[0][column], column);
        }

        var wrong = lines.FindIndex(line => line.Count != lines[0].Count);
        return wrong < 0
            ? [.. lines.Skip(1).Select((line, i) => new CsvRow(path, i + 2, names, line))]
            : throw new InputException($"{path}, row {wrong + 1}: {lines[wrong].Count} fields, but the header has {lines[0].Count}.");
    }

    private static List<List<string>> Parse(string text)
    {
        var (rows, row, field, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    field.Append(c);
                }
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    EndRow();
                }
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || row.Count > 0)
        {
            row.Add(field.ToString());
            EndRow();
        }

        return rows;

        void EndRow()
        {
            if (row is not [""])
            {
                rows.Add(row);
            }

            row = [];
        }
    }
}
