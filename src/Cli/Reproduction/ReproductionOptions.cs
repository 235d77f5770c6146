namespace QXai.Cli.Reproduction;

/// <summary>How much a reproduction does.</summary>
/// <param name="FirstSeed">The first seed.</param>
/// <param name="Seeds">Number of seeds.</param>
/// <param name="Maps">Test samples whose maps are measured, per seed.</param>
/// <param name="Faithful">How many of them are also measured for faithfulness.</param>
/// <param name="Epochs">Epochs of training instead of the recipe's; null for the recipe's.</param>
/// <param name="Twin">Whether the classical twin is trained and compared.</param>
/// <param name="Limit">Training samples to use; null for all.</param>
internal sealed record ReproductionOptions(ulong FirstSeed, int Seeds, int Maps, int Faithful, int? Epochs, bool Twin, int? Limit);
