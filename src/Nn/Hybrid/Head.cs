using System.Text.Json.Serialization;

namespace QXai.Nn.Hybrid;

/// <summary>G of (Q3): how expectations become scores.</summary>
public enum Head
{
    /// <summary>The expectations themselves.</summary>
    [JsonStringEnumMemberName("identity")]
    Identity,

    /// <summary>The expectations times one trained number.</summary>
    [JsonStringEnumMemberName("scale")]
    Scale,

    /// <summary>A trained affine map of the expectations.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,
}
