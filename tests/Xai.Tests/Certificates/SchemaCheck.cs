using System.Text.Json;
using System.Text.RegularExpressions;

namespace QXai.Xai.Tests.Certificates;

/// <summary>The part of JSON Schema that docs/certificate.schema.json uses: $ref, type, const, required, properties, additionalProperties, items,
/// pattern, minimum.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Violations(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = reference.GetString()![2..].Split('/').Aggregate(root, (at, name) => at.GetProperty(name));
            return Violations(root, target, value, path);
        }

        return Own(schema, value, path).Concat(value.ValueKind switch
        {
            JsonValueKind.Object when schema.TryGetProperty("properties", out var properties) => OfObject(root, schema, properties, value, path),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray()
                .SelectMany((item, i) => Violations(root, items, item, $"{path}[{i}]")),
            _ => [],
        });
    }

    private static IEnumerable<string> OfObject(JsonElement root, JsonElement schema, JsonElement properties, JsonElement value, string path)
    {
        foreach (var name in schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!))
        {
            if (!value.TryGetProperty(name, out _))
            {
                yield return $"{path}.{name} is missing";
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out var schemaOfMember))
            {
                if (!schema.GetProperty("additionalProperties").GetBoolean())
                {
                    yield return $"{path}.{member.Name} does not belong there";
                }

                continue;
            }

            foreach (var violation in Violations(root, schemaOfMember, member.Value, $"{path}.{member.Name}"))
            {
                yield return violation;
            }
        }
    }

    private static IEnumerable<string> Own(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            string[] allowed = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
            var isWhole = allowed.Contains("integer") && TypeOf(value) == "number" && value.GetDouble() == Math.Floor(value.GetDouble());
            if (!allowed.Contains(TypeOf(value)) && !isWhole)
            {
                yield return $"{path} is {TypeOf(value)}, not {string.Join(" or ", allowed)}";
            }
        }

        if (schema.TryGetProperty("const", out var constant) && constant.GetRawText() != value.GetRawText())
        {
            yield return $"{path} is not {constant.GetRawText()}";
        }

        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String
            && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
        {
            yield return $"{path} does not match {pattern.GetString()}";
        }

        if (schema.TryGetProperty("minimum", out var minimum) && value.ValueKind == JsonValueKind.Number && value.GetDouble() < minimum.GetDouble())
        {
            yield return $"{path} is below {minimum.GetRawText()}";
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
