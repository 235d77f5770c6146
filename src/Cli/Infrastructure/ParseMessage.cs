using System.Text.RegularExpressions;

namespace QXai.Cli.Infrastructure;

/// <summary>The parser's complaint about a value, in the words of a user instead of the names of .NET types.</summary>
internal static partial class ParseMessage
{
    /// <summary><c>--limit x: a whole number is needed.</c> for a value of the wrong type; every other message as it is.</summary>
    public static string Plain(string message) =>
        Pattern().Match(message) is { Success: true } match
            ? $"{match.Groups["option"].Value} {match.Groups["value"].Value}: {Needed(match.Groups["type"].Value)} is needed."
            : message;

    private static string Needed(string type) =>
        type.Contains("UInt64", StringComparison.Ordinal) ? $"a whole number from 0 to {ulong.MaxValue}"
        : type.Contains("Int32", StringComparison.Ordinal) ? $"a whole number of at most {int.MaxValue}"
        : type.Contains("Double", StringComparison.Ordinal) ? "a number"
        : type;

    [GeneratedRegex("^Cannot parse argument '(?<value>.*)' for option '(?<option>[^']*)' as expected type '(?<type>[^']*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
