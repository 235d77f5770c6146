namespace QXai.Xai.Lrp;

/// <summary>Of which outputs a part of a rule shares the relevance, by the sign of the output's value.</summary>
public enum OutputSign
{
    /// <summary>Of all.</summary>
    Any,

    /// <summary>Of those above zero.</summary>
    Positive,

    /// <summary>Of those at or below zero.</summary>
    NotPositive,
}
