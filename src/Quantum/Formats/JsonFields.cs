using System.Globalization;
using System.Numerics;
using System.Text.Json;
using QXai.Numerics;

namespace QXai.Quantum.Formats;

/// <summary>Reads values out of JSON and says, where one is not what it has to be, in which file and what stands there instead.</summary>
internal sealed class JsonFields(string file)
{
    /// <summary>A member that must be there.</summary>
    public JsonElement Required(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value
        : throw new InputException($"{file}: \"{name}\" is missing in {Shorten(element)}.");

    /// <summary>Refuses a value that is no object, has other members than these or has one twice.</summary>
    public void Check(JsonElement element, string what, string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(element, what, "an object in braces");
        }

        var seen = new HashSet<string>();
        foreach (var field in element.EnumerateObject())
        {
            if (!seen.Add(field.Name))
            {
                throw new InputException($"{file}: \"{field.Name}\" stands twice in {Shorten(element)}.");
            }

            if (!known.Contains(field.Name))
            {
                throw new InputException($"{file}: \"{field.Name}\" in {Shorten(element)} is none of {string.Join(", ", known)}.");
            }
        }
    }

    /// <summary>The items of a list.</summary>
    public JsonElement[] List(JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Wrong(value, what, "a list");

    /// <summary>The items of a member that may be absent or null, which are none then.</summary>
    public JsonElement[] Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? List(value, $"\"{name}\"") : [];

    /// <summary>A list of whole numbers, empty where it is absent.</summary>
    public int[] Integers(JsonElement element, string name) => [.. Optional(element, name).Select(item => Integer(item, $"in \"{name}\", an item"))];

    /// <summary>A whole number.</summary>
    public int Integer(JsonElement value, string what) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
        ? number
        : throw Wrong(value, what, string.Create(CultureInfo.InvariantCulture, $"a whole number of at most {int.MaxValue}"));

    /// <summary>A finite number.</summary>
    public double Number(JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
        ? number
        : throw Wrong(value, what, "a finite number");

    /// <summary>A real number, or a pair of real and imaginary part.</summary>
    public Complex ComplexNumber(JsonElement value, string what) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() == 2 => new Complex(Number(value[0], what), Number(value[1], what)),
        JsonValueKind.Number => Number(value, what),
        _ => throw Wrong(value, what, "a number or a pair [re, im]"),
    };

    /// <summary>A text.</summary>
    public string Text(JsonElement value, string what) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(value, what, "a text");

    /// <summary>The beginning of an element, on one line.</summary>
    public static string Shorten(JsonElement element)
    {
        var text = string.Join(' ', element.GetRawText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text[..57] + "...";
    }

    private InputException Wrong(JsonElement value, string what, string needed) => new($"{file}: {what} is {Shorten(value)}, but {needed} is needed.");
}
