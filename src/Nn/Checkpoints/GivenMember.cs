using System.Collections.Immutable;
using System.Text.Json;

namespace QXai.Nn.Checkpoints;

/// <summary>
/// A member of a JSON description, which reads as a type of value or is refused in the words of whoever wrote it instead of the names of .NET types:
/// <c>channels is null, but a list of whole numbers is needed</c>, a <see cref="JsonException"/>.
/// </summary>
internal sealed class GivenMember(string name, JsonElement value)
{
    /// <summary>Whether it is null.</summary>
    public bool IsNull => value.ValueKind == JsonValueKind.Null;

    /// <summary>True or false.</summary>
    public bool Flag() => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Refused("true or false");

    /// <summary>A whole number; <paramref name="orNull"/> only says so where it is refused.</summary>
    public int Whole(bool orNull = false) => IsWhole(value, out var whole) ? whole : throw Refused($"a whole number of at most {int.MaxValue}", orNull);

    /// <summary>A number.</summary>
    public double Number() => IsNumber(value, out var number) ? number : throw Refused("a number");

    /// <summary>A text.</summary>
    public string Text() => IsText(value, out var text) ? text : throw Refused("a text");

    /// <summary>Which of the names it is.</summary>
    public int Choice(string[] names) =>
        IsText(value, out var text) && Array.IndexOf(names, text) is >= 0 and var choice ? choice : throw Refused($"one of {string.Join(", ", names)}");

    /// <summary>A list of whole numbers; <paramref name="orNull"/> only says so where it is refused.</summary>
    public ImmutableArray<int> WholeList(bool orNull = false) => List<int>("a list of whole numbers", IsWhole, orNull);

    /// <summary>A list of numbers.</summary>
    public ImmutableArray<double> NumberList() => List<double>("a list of numbers", IsNumber);

    /// <summary>A list of texts.</summary>
    public ImmutableArray<string> TextList() => List<string>("a list of texts", IsText);

    private static bool IsWhole(JsonElement element, out int whole)
    {
        whole = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out whole);
    }

    private static bool IsNumber(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number);
    }

    private static bool IsText(JsonElement element, out string text)
    {
        text = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
        return element.ValueKind == JsonValueKind.String;
    }

    private ImmutableArray<TItem> List<TItem>(string words, Reader<TItem> reads, bool orNull = false)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Refused(words, orNull);
        }

        var list = ImmutableArray.CreateBuilder<TItem>(value.GetArrayLength());
        foreach (var element in value.EnumerateArray())
        {
            list.Add(reads(element, out var item) ? item : throw Refused(words, orNull));
        }

        return list.MoveToImmutable();
    }

    private JsonException Refused(string words, bool orNull = false)
    {
        var text = value.GetRawText();
        return new($"{name} is {(text.Length <= 60 ? text : text[..57] + "...")}, but {words}{(orNull ? " or null" : "")} is needed.");
    }

    private delegate bool Reader<TItem>(JsonElement element, out TItem item);
}
