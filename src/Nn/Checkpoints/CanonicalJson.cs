using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace QXai.Nn.Checkpoints;

/// <summary>
/// JSON in the one canonical form of RFC 8785: no white space, keys in ascending order of their UTF-16 units, strings with the fewest escapes,
/// numbers as ECMAScript prints them. Two documents that mean the same have the same bytes, so they can be compared and hashed.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Integers of so many digits are all numbers of double precision.</summary>
    private const int ExactDigits = 15;

    /// <summary>
    /// The canonical form of a document. Throws <see cref="JsonException"/> where it is not JSON, repeats a key, or holds a number that double
    /// precision does not.
    /// </summary>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    /// <inheritdoc cref="Of(string)"/>
    public static string Of(JsonElement element)
    {
        var text = new StringBuilder();
        Write(element, text);
        return text.ToString();
    }

    /// <summary>
    /// A finite number as ECMAScript prints it: the shortest digits that read back as the same double; plain from 1e-6 to below 1e21, with an
    /// exponent elsewhere.
    /// </summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new JsonException($"JSON has no number for {value}.");
        }

        if (value == 0)
        {
            return "0";
        }

        // |value| = 0.d1 d2 ... dk * 10^point
        var (mantissa, exponent) = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E') switch
        {
            [var m, var e] => (m, int.Parse(e, CultureInfo.InvariantCulture)),
            var plain => (plain[0], 0),
        };
        var whole = mantissa.IndexOf('.') is var dot and >= 0 ? dot : mantissa.Length;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.Trim('0');
        var point = exponent + whole - (all.Length - all.TrimStart('0').Length);
        var sign = value < 0 ? "-" : "";
        var k = digits.Length;
        return sign + point switch
        {
            > 0 and <= 21 when k <= point => digits + new string('0', point - k),
            > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
            > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
            _ => $"{digits[0]}{(k > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}",
        };
    }

    /// <summary>A string with the fewest escapes: of quotation marks, backslashes and control characters.</summary>
    public static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        return text.Append('"').ToString();
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, text);
                break;
            case JsonValueKind.Array:
                WriteArray(element, text);
                break;
            case JsonValueKind.String:
                text.Append(Text(element.GetString()!));
                break;
            case JsonValueKind.Number:
                var (value, raw) = (element.GetDouble(), element.GetRawText());
                if (raw.Length > ExactDigits && BigInteger.TryParse(raw, CultureInfo.InvariantCulture, out var integer)
                    && (double.IsInfinity(value) || new BigInteger(value) != integer))
                {
                    throw new JsonException($"The integer {raw} is not a number of double precision; write it as a string.");
                }

                text.Append(Number(value));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement element, StringBuilder text)
    {
        List<Property> properties = [];
        foreach (var property in element.EnumerateObject())
        {
            properties.Add(new(property.Name, property.Value));
        }

        properties.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        text.Append('{');
        for (var i = 0; i < properties.Count; i++)
        {
            var (key, value) = (properties[i].Key, properties[i].Value);
            if (i > 0 && key == properties[i - 1].Key)
            {
                throw new JsonException($"The key '{key}' occurs twice.");
            }

            text.Append(i == 0 ? "" : ",").Append(Text(key)).Append(':');
            Write(value, text);
        }

        text.Append('}');
    }

    private static void WriteArray(JsonElement element, StringBuilder text)
    {
        text.Append('[');
        var isFirst = true;
        foreach (var item in element.EnumerateArray())
        {
            text.Append(isFirst ? "" : ",");
            Write(item, text);
            isFirst = false;
        }

        text.Append(']');
    }

    private sealed record Property(string Key, JsonElement Value);

}
