namespace QXai.Numerics;

/// <summary>An operation was given arrays whose shapes do not fit; the message names the operation, both values and the reason.</summary>
public sealed class ShapeException(string message) : ArgumentException(message);
