using System.Text.Json;
using QXai.Nn.Checkpoints;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Batch;
using QXai.Quantum.Encodings;

namespace QXai.Nn.Hybrid;

/// <summary>
/// The description of a hybrid model as JSON, a line per member: its name, how it is written, and how it is read. Member by member instead of by a generated
/// serialiser, which compiles a thousand methods of the framework, for each type of member anew, before the first model is read.
/// </summary>
internal static class HybridOptionsJson
{
    private static readonly string[] Encodings = Names(typeof(EncodingKind)), Axes = Names(typeof(Axis)), Entanglers = Names(typeof(Entangler)),
        Heads = Names(typeof(Head)), Precisions = Names(typeof(Precision));

    /// <summary>In ordinal order of the names, as canonical JSON has them.</summary>
    private static readonly Member[] Members =
    [
        new("batchNorm", o => Flag(o.BatchNorm), (o, json) => o with { BatchNorm = json.Flag() }),
        new("blocks", o => Whole(o.Blocks), (o, json) => o with { Blocks = json.Whole() }),
        new(
            "bridgePool",
            o => o.BridgePool is { } size ? Whole(size) : "null",
            (o, json) => o with { BridgePool = json.IsNull ? null : json.Whole(orNull: true) }),
        new("channels", o => List(o.Channels.Select(Whole)), (o, json) => o with { Channels = json.WholeList() }),
        new(
            "circuitPrecision",
            o => o.CircuitPrecision == default ? null : Name(Precisions, (int)o.CircuitPrecision),
            (o, json) => o with { CircuitPrecision = (Precision)json.Choice(Precisions) }),
        new("classNames", o => List(o.ClassNames.Select(CanonicalJson.Text)), (o, json) => o with { ClassNames = json.TextList() }),
        new("convolutionBias", o => Flag(o.ConvolutionBias), (o, json) => o with { ConvolutionBias = json.Flag() }),
        new("dropout", o => CanonicalJson.Number(o.Dropout), (o, json) => o with { Dropout = json.Number() }),
        new("encoding", o => Name(Encodings, (int)o.Encoding), (o, json) => o with { Encoding = (EncodingKind)json.Choice(Encodings) }),
        new("encodingAxis", o => Name(Axes, (int)o.EncodingAxis), (o, json) => o with { EncodingAxis = (Axis)json.Choice(Axes) }),
        new("encodingGate", o => CanonicalJson.Text(o.EncodingGate), (o, json) => o with { EncodingGate = json.Text() }),
        new("entangler", o => Name(Entanglers, (int)o.Entangler), (o, json) => o with { Entangler = (Entangler)json.Choice(Entanglers) }),
        new("head", o => Name(Heads, (int)o.Head), (o, json) => o with { Head = (Head)json.Choice(Heads) }),
        new("initialScale", o => CanonicalJson.Number(o.InitialScale), (o, json) => o with { InitialScale = json.Number() }),
        new("inputShape", o => List(o.InputShape.Select(Whole)), (o, json) => o with { InputShape = json.WholeList() }),
        new("kernel", o => Whole(o.Kernel), (o, json) => o with { Kernel = json.Whole() }),
        new("mean", o => List(o.Mean.Select(CanonicalJson.Number)), (o, json) => o with { Mean = json.NumberList() }),
        new("observables", o => List(o.Observables.Select(CanonicalJson.Text)), (o, json) => o with { Observables = json.TextList() }),
        new("poolAfter", o => List(o.PoolAfter.Select(Whole)), (o, json) => o with { PoolAfter = json.WholeList() }),
        new("poolSize", o => Whole(o.PoolSize), (o, json) => o with { PoolSize = json.Whole() }),
        new(
            "poolSizes",
            o => o.PoolSizes is { } sizes ? List(sizes.Select(Whole)) : null,
            (o, json) => o with { PoolSizes = json.IsNull ? null : json.WholeList(orNull: true) }),
        new("qubits", o => Whole(o.Qubits), (o, json) => o with { Qubits = json.Whole() }),
        new("reuploading", o => Flag(o.Reuploading), (o, json) => o with { Reuploading = json.Flag() }),
        new("rotations", o => CanonicalJson.Text(o.Rotations), (o, json) => o with { Rotations = json.Text() }),
        new("standardDeviation", o => List(o.StandardDeviation.Select(CanonicalJson.Number)), (o, json) => o with { StandardDeviation = json.NumberList() }),
    ];

    /// <summary>The description as canonical JSON (RFC 8785).</summary>
    public static string Write(HybridOptions options)
    {
        List<string> written = [];
        foreach (var (name, write, _) in Members)
        {
            if (write(options) is { } value)
            {
                written.Add($"{CanonicalJson.Text(name)}:{value}");
            }
        }

        return "{" + string.Join(',', written) + "}";
    }

    /// <summary>
    /// What a description says, and the default of every member that it does not have. Throws <see cref="JsonException"/> that names the first member that does
    /// not exist or does not read as what it has to be: <c>channels is null, but a list of whole numbers is needed</c>.
    /// </summary>
    public static HybridOptions Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("it is not an object.");
        }

        var (options, seen) = (new HybridOptions(), new HashSet<string>());
        foreach (var given in document.RootElement.EnumerateObject())
        {
            var name = given.Name;
            var member = Array.Find(Members, member => member.Name == name) ?? throw new JsonException($"there is no member '{name}'.");
            options = seen.Add(name) ? member.Read(options, new GivenMember(name, given.Value)) : throw new JsonException($"there are two members '{name}'.");
        }

        return options;
    }

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Whole(int value) => CanonicalJson.Number(value);

    private static string Name(string[] names, int value) => CanonicalJson.Text(names[value]);

    private static string List(IEnumerable<string> items) => $"[{string.Join(',', items)}]";

    /// <summary>The names of an enumeration that counts from 0, in lower case with hyphens.</summary>
    private static string[] Names(Type enumeration) => Array.ConvertAll(Enum.GetNames(enumeration), JsonNamingPolicy.KebabCaseLower.ConvertName);

    /// <summary>A member: <paramref name="Write"/> gives null where it is not written.</summary>
    private sealed record Member(string Name, Func<HybridOptions, string?> Write, Func<HybridOptions, GivenMember, HybridOptions> Read);
}
