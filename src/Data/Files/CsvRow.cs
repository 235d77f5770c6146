using System.Globalization;
using QXai.Numerics;

namespace QXai.Data.Files;

/// <summary>A row of a table, whose fields are known by the names in its header.</summary>
public sealed class CsvRow
{
    private readonly string path;
    private readonly int number;
    private readonly IReadOnlyDictionary<string, int> names;
    private readonly IReadOnlyList<string> fields;

    internal CsvRow(string path, int number, IReadOnlyDictionary<string, int> names, IReadOnlyList<string> fields) =>
        (this.path, this.number, this.names, this.fields) = (path, number, names, fields);

    /// <summary>A field. Throws <see cref="InputException"/> where the table has no such column.</summary>
    public string this[string name] => names.TryGetValue(name, out var column)
        ? fields[column]
        : throw new InputException($"{path}: the table has no column {name}.");

    /// <summary>A field as a number; null where it is empty. Throws <see cref="InputException"/> where it is none.</summary>
    public double? Number(string name) => this[name] is not { Length: > 0 } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
        : throw new InputException($"{path}, row {number}: {name} is '{text}', but a number is expected.");
}
