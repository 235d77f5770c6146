namespace QXai.Xai.Methods;

/// <summary>Choices that an explanation depends on; they are recorded in it.</summary>
public sealed record ExplainOptions
{
    /// <summary>
    /// The layer whose maps are weighed: <c>conv3</c> is (Q5) literally, before the rectifier; <c>conv3.relu</c> after it. Null takes the last
    /// convolution's maps after the rectifier: before it, a negative activation times a negative weight lights up.
    /// </summary>
    public string? Layer { get; init; }
}
