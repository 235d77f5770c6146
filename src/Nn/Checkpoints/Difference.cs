using System.Text.Json;

namespace QXai.Nn.Checkpoints;

/// <summary>Says in words where two JSON objects differ.</summary>
internal static class Difference
{
    /// <summary>
    /// The first key, in ordinal order, whose values differ: <c>qubits is 8 in the file, but 10 is expected</c>; null where the documents are equal
    /// in canonical form.
    /// </summary>
    public static string? Between(string inFile, string expected)
    {
        if (inFile == expected)
        {
            return null;
        }

        using var a = Parse(inFile);
        using var b = Parse(expected);
        if (a?.RootElement.ValueKind != JsonValueKind.Object || b?.RootElement.ValueKind != JsonValueKind.Object)
        {
            return "its description is not a JSON object";
        }

        var (theirs, ours) = (Values(a.RootElement), Values(b.RootElement));
        foreach (var key in theirs.Keys.Union(ours.Keys).Order(StringComparer.Ordinal))
        {
            var (found, wanted) = (theirs.GetValueOrDefault(key, "absent"), ours.GetValueOrDefault(key, "absent"));
            if (found != wanted)
            {
                return $"{key} is {found} in the file, but {wanted} is expected";
            }
        }

        return null;
    }

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Values(JsonElement element)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            values[property.Name] = CanonicalJson.Of(property.Value);
        }

        return values;
    }
}
