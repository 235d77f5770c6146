namespace QXai.Nn.Hybrid;

/// <summary>How the last maps are brought down to <see cref="HybridOptions.BridgePool"/> pixels in height and width.</summary>
public enum BridgePooling
{
    /// <summary>The mean of each part; any size.</summary>
    Average,

    /// <summary>The maximum of each part; the parts must be equal squares.</summary>
    Max,
}
