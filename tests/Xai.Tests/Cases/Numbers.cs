using System.Text.Json;

namespace QXai.Xai.Tests.Cases;

/// <summary>Numbers of fixture cases.</summary>
internal static class Numbers
{
    /// <summary>All numbers of nested arrays, row by row.</summary>
    public static double[] Of(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Of)] : [element.GetDouble()];

    /// <summary>The expected numbers of a case, or of a part of them.</summary>
    public static double[] Expected(this JsonElement c, string? part = null) =>
        Of(part is null ? c.GetProperty("expected") : c.GetProperty("expected").GetProperty(part));

    /// <summary>Equal to 1e-9, number by number.</summary>
    public static void AssertClose(double[] expected, ReadOnlySpan<double> actual, double tolerance = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Number {i}: {expected[i]:R} was expected, {actual[i]:R} was found.");
        }
    }
}
