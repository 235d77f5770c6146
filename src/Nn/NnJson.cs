using System.Text.Json.Serialization;
using QXai.Nn.Training;

namespace QXai.Nn;

/// <summary>Serialisers generated at compile time, so that they work in trimmed and ahead-of-time compiled programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SavedTraining))]
[JsonSerializable(typeof(SavedData))]
[JsonSerializable(typeof(TrainingOptions))]
internal sealed partial class NnJson : JsonSerializerContext;
