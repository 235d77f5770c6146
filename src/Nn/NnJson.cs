using System.Text.Json;
using System.Text.Json.Serialization;
using QXai.Nn.Hybrid;
using QXai.Nn.Training;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Batch;
using QXai.Quantum.Encodings;

namespace QXai.Nn;

/// <summary>Serialisers generated at compile time, so that they work in trimmed and ahead-of-time compiled programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(KebabCase<EncodingKind>), typeof(KebabCase<Axis>), typeof(KebabCase<Entangler>), typeof(KebabCase<Head>), typeof(KebabCase<Precision>)
    ])]
[JsonSerializable(typeof(SavedTraining))]
[JsonSerializable(typeof(SavedData))]
[JsonSerializable(typeof(TrainingOptions))]
[JsonSerializable(typeof(HybridOptions))]
internal sealed partial class NnJson : JsonSerializerContext;

/// <summary>Writes an enumeration by name, in lower case with hyphens; numbers are refused.</summary>
internal sealed class KebabCase<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
