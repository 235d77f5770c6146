using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace QXai.Nn;

/// <summary>Why a JSON description cannot be read, in the words of whoever wrote it instead of the names of .NET types.</summary>
internal static class JsonReason
{
    /// <summary>
    /// The first member of <paramref name="given"/> that <paramref name="type"/> does not have, or that does not read as what it has to be:
    /// <c>channels is null, but a list of whole numbers is needed</c>; null where all can be read.
    /// </summary>
    public static string? Of(JsonObject given, JsonTypeInfo type)
    {
        foreach (var (name, value) in given)
        {
            if (type.Properties.FirstOrDefault(property => property.Name == name) is not { } property)
            {
                return $"there is no member '{name}'";
            }

            if (!Reads(value, property))
            {
                var text = value?.ToJsonString() ?? "null";
                return $"{name} is {(text.Length <= 60 ? text : text[..57] + "...")}, but {Words(property.PropertyType)} is needed";
            }
        }

        return null;
    }

    private static bool Reads(JsonNode? value, JsonPropertyInfo property)
    {
        try
        {
            return value is null
                ? property.IsSetNullable
                : value.Deserialize(property.Options.GetTypeInfo(property.PropertyType)) is not null
                    && !(value is JsonArray items && items.Contains(null));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Words(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } plain => Words(plain) + " or null",
        _ when type == typeof(int) => $"a whole number of at most {int.MaxValue}",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(string) => "a text",
        _ when type == typeof(ImmutableArray<int>) => "a list of whole numbers",
        _ when type == typeof(ImmutableArray<double>) => "a list of numbers",
        _ when type == typeof(ImmutableArray<string>) => "a list of texts",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}",
        _ => "an object",
    };
}
