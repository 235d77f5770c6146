namespace QXai.Cli.Reproduction;

/// <summary>What was measured on one test sample.</summary>
/// <param name="Index">The sample.</param>
/// <param name="Label">Its class, whose score was explained.</param>
/// <param name="Group">What the sample shares with others (an utterance); samples of a group are averaged before a test.</param>
/// <param name="Maps">The measures per map: QGrad-CAM, the twin's Grad-CAM, random weights, centre prior, random map.</param>
/// <param name="TwinCorrelation">Spearman's rank correlation of QGrad-CAM's signed map with that of the twin's Grad-CAM.</param>
/// <param name="RandomCorrelation">The same with QGrad-CAM of the same architecture with random weights.</param>
/// <param name="HeadCorrelation">The same with QGrad-CAM after randomising the circuit and what stands behind it only.</param>
/// <param name="Blank">Whether QGrad-CAM's map is blank.</param>
internal sealed record SampleMeasures(
    int Index,
    int Label,
    string Group,
    Dictionary<string, MapMeasures> Maps,
    double? TwinCorrelation,
    double? RandomCorrelation,
    double? HeadCorrelation,
    bool Blank);
