using System.Text.Json;

namespace QXai.Tests;

/// <summary>The reference values in tests/Fixtures, which are copied beside the test assemblies.</summary>
internal static class Fixtures
{
    /// <summary>The path of a fixture file.</summary>
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    /// <summary>A JSON fixture, parsed.</summary>
    public static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path(name)));
        return document.RootElement.Clone();
    }
}
