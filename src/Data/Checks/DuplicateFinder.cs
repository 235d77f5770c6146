using System.Collections.Concurrent;
using QXai.Numerics.Hashing;

namespace QXai.Data.Checks;

/// <summary>Finds files with the same bytes.</summary>
internal sealed class DuplicateFinder
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<(string Path, string Group)>> files = new();

    /// <summary>Takes a file's bytes; <paramref name="group"/> says to which split and class it belongs.</summary>
    public void Add(string path, string group, ReadOnlySpan<byte> bytes) => files.GetOrAdd(Sha256.Hex(bytes), _ => []).Add((path, group));

    /// <summary>A sentence for each set of equal files, in the order of their names; those that cross groups say so.</summary>
    public IEnumerable<string> Problems(string root) => files.Values.Where(bag => bag.Count > 1)
        .Select(bag => bag.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray())
        .OrderBy(same => same[0].Path, StringComparer.Ordinal)
        .Select(same =>
        {
            var groups = same.Select(file => file.Group).Distinct().ToArray();
            var across = groups.Length > 1 ? $" although they belong to {string.Join(" and ", groups)}" : "";
            return $"{string.Join(", ", same.Select(file => Path.GetRelativePath(root, file.Path)))}: the same bytes{across}.";
        });
}
