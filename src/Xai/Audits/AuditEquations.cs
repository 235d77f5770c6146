namespace QXai.Xai.Audits;

/// <summary>
/// The methods behind an audit's numbers. Written out rather than found by reflection, so that trimmed programs can name them too; a test compares
/// this table with the marks in the code.
/// </summary>
public static class AuditEquations
{
    /// <summary>What all derivations start from: model, circuit, scores, maps.</summary>
    public static IReadOnlyList<EquationUse> Common { get; } =
    [
        Of("1", "QXai.Quantum.Ansatze.Ansatz.Append"),
        Of("2", "QXai.Nn.Circuits.CircuitOp"),
        Of("3", "QXai.Nn.Hybrid.HybridModel.Forward"),
        Of("5", "QXai.Autodiff.Ops.Conv2dOp"),
        Of("6", "QXai.Xai.Methods.ModelRun.Scores"),
        Of("7", "QXai.Xai.Methods.CamMap.ChannelWeights"),
        Of("9", "QXai.Quantum.Encodings.AngleEncoding.Append"),
    ];

    /// <summary>What the derivations of a bare circuit's slopes start from: circuit and scores.</summary>
    public static IReadOnlyList<EquationUse> Bare { get; } = [Of("2", "QXai.Nn.Circuits.CircuitOp"), Of("6", "QXai.Xai.Methods.ModelRun.Scores")];

    /// <summary>The bracket by moving states.</summary>
    public static IReadOnlyList<EquationUse> MovingStates { get; } =
    [
        Of("11", "QXai.Quantum.Differentiation.Lie.MovingStates.ProductRule"),
        Of("12", "QXai.Quantum.Differentiation.Lie.MovingStates.AddOccurrences"),
        Of("13", "QXai.Quantum.Differentiation.Lie.MovingStates.DerivativeOfState"),
        Of("16", "QXai.Quantum.Differentiation.Lie.BracketIdentity.Residual"),
    ];

    /// <summary>The bracket by the literal sum over Pauli strings.</summary>
    public static IReadOnlyList<EquationUse> Literal { get; } =
    [
        Of("10", "QXai.Quantum.Differentiation.Lie.BracketSum.Expectation"),
        Of("14", "QXai.Quantum.Differentiation.Lie.PauliExpansion.OfZero"),
        Of("15", "QXai.Quantum.Differentiation.Lie.BracketSum.Derivative"),
        Of("16", "QXai.Quantum.Differentiation.Lie.BracketIdentity.Residual"),
    ];

    /// <summary>The textbook twin in dual numbers.</summary>
    public static IReadOnlyList<EquationUse> DualNumbers { get; } =
    [
        Of("2", "QXai.Reference.DualNumbers.CircuitLayer.Apply"),
        Of("5", "QXai.Reference.DualNumbers.ConvolutionLayer.Apply"),
        Of("7", "QXai.Reference.DualNumbers.DualNetwork.ChannelWeightsThrough"),
    ];

    /// <summary>The textbook twin of a bare circuit.</summary>
    public static IReadOnlyList<EquationUse> DualCircuit { get; } = [Of("2", "QXai.Reference.DualNumbers.CircuitLayer.Apply")];

    private static EquationUse Of(string number, string method) => new("QGrad-CAM", number, method);
}
