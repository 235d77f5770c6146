using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QXai.Numerics.Files;

namespace QXai.Cli.Reproduction;

/// <summary>
/// The finished stages of a reproduction, one JSON file each below <c>stages/</c>: what was computed, and the key of all that decides it. A stage
/// with another key is done again.
/// </summary>
internal sealed class Stages(string folder)
{
    /// <summary>The stage's result: as stored, or computed and stored.</summary>
    public T Get<T>(string name, string key, Func<T> compute)
    {
        var path = Path.Combine(folder, name + ".json");
        if (Load<T>(path, key) is { } stored)
        {
            return stored;
        }

        var value = compute();
        Directory.CreateDirectory(folder);
        var node = new JsonObject { ["key"] = key, ["value"] = JsonSerializer.SerializeToNode(value) };
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(node.ToJsonString()));
        return value;
    }

    private static T? Load<T>(string path, string key)
    {
        try
        {
            var node = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) : null;
            return (string?)node?["key"] == key ? node!["value"].Deserialize<T>() : default;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
