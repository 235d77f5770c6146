namespace QXai.Cli.Reproduction;

/// <summary>What was measured of one map of one test sample. Null where a measure is undefined (blank map, unknown region).</summary>
/// <param name="Energy">Per region: share of the energy inside divided by the region's share of the area.</param>
/// <param name="Hit">Per region: whether the largest value lies inside.</param>
/// <param name="Deletion">Area under the class's softmax while pixels are replaced by the baseline, most relevant first.</param>
/// <param name="Insertion">Area under it while pixels are put into the baseline, most relevant first.</param>
internal sealed record MapMeasures(double?[] Energy, bool?[] Hit, double? Deletion, double? Insertion);
