namespace QXai.Nn.Hybrid;

/// <summary>G of (Q3): how expectations become scores.</summary>
public enum Head
{
    /// <summary>The expectations themselves.</summary>
    Identity,

    /// <summary>The expectations times one trained number.</summary>
    Scale,

    /// <summary>A trained affine map of the expectations.</summary>
    Linear,
}
