namespace QXai.Xai.Certificates;

/// <summary>
/// One stage of the model-parameter randomisation (Adebayo et al. 2018): the parameters randomised so far end with <paramref name="Name"/>;
/// Spearman's rank correlation of the magnitudes of the map with those of the randomised model's map, 0 where that map is constant.
/// </summary>
public sealed record SanityStage(string Name, double Correlation);
