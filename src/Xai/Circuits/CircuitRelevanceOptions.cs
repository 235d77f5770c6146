namespace QXai.Xai.Circuits;

/// <summary>Choices of the circuit relevances; each is used by the methods that it names and recorded in what they return.</summary>
public sealed record CircuitRelevanceOptions
{
    /// <summary>How Taylor-infinity is computed; the three agree to rounding wherever they apply.</summary>
    public TaylorForm Form { get; init; } = TaylorForm.Difference;

    /// <summary>In which basis QLRP writes state and observable.</summary>
    public QlrpBasis Basis { get; init; } = QlrpBasis.MatrixEntries;

    /// <summary>By which relevance of a basis element QLRP shares among inputs.</summary>
    public QlrpShare Share { get; init; } = QlrpShare.TaylorInfinity;

    /// <summary>QLRP's stabiliser, relative to the sum of the shares' sizes; 0 for none. What it takes away is reported as unassigned.</summary>
    public double Epsilon { get; init; }

    /// <summary>How a root point is looked for where no reference is given.</summary>
    public RootSearchOptions Root { get; init; } = new();

    /// <summary>Told the share that is done, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends long computations with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
