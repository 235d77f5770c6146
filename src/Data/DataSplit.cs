namespace QXai.Data;

/// <summary>The part of a data set.</summary>
public enum DataSplit
{
    /// <summary>The samples to learn from.</summary>
    Train,

    /// <summary>The samples that training never sees.</summary>
    Test,
}
