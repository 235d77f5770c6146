namespace QXai.Xai.Circuits;

/// <summary>A reference point x~ that was looked for near x, with f(x~) ~ 0 if one is in reach.</summary>
/// <param name="Point">x~.</param>
/// <param name="Value">f(x~).</param>
/// <param name="Distance">|x - x~|, Euclidean.</param>
/// <param name="IsRoot">Whether |f(x~)| is within the tolerance; else x~ is the best point that was met, and no root is in reach.</param>
/// <param name="How">Which search found it.</param>
public sealed record RootPoint(double[] Point, double Value, double Distance, bool IsRoot, string How);
