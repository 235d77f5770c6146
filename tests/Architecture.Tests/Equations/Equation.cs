namespace QXai.Architecture.Tests.Equations;

/// <summary>An equation of a paper, or a section where the paper numbers none, and what it says.</summary>
internal sealed record Equation(string Paper, string Number, string Statement)
{
    /// <summary>
    /// All numbered equations of QGrad-CAM, each of which the code must implement and a test must verify, and the sections of XQML, which are listed
    /// as far as the code has come.
    /// </summary>
    public static IReadOnlyList<Equation> All { get; } =
    [
        new("QGrad-CAM", "1", "the variational part: blocks of an entangler, then one rotation per qubit"),
        new("QGrad-CAM", "2", "the circuit's outputs: expectations of the observables"),
        new("QGrad-CAM", "3", "the hybrid model: network, circuit, head, trained together"),
        new("QGrad-CAM", "4", "a network as a composition of layers"),
        new("QGrad-CAM", "5", "activation maps: convolution with bias"),
        new("QGrad-CAM", "6", "the classifier's scores as functions of the maps"),
        new("QGrad-CAM", "7", "the weight of a map: the mean gradient of the score"),
        new("QGrad-CAM", "8", "the heatmap: relu of the weighted sum of maps"),
        new("QGrad-CAM", "9", "the encoding: a fixed gate, then a rotation by the input, on every qubit"),
        new("QGrad-CAM", "10", "the expectation as a trace with a density matrix"),
        new("QGrad-CAM", "11", "its derivative: the product rule"),
        new("QGrad-CAM", "12", "the derivative of a tensor product: one term per factor"),
        new("QGrad-CAM", "13", "the derivative of the encoding: the generator in front of the rotation"),
        new("QGrad-CAM", "14", "a density matrix in the basis of Pauli strings"),
        new("QGrad-CAM", "15", "the derivative as a sum over Pauli strings with a Lie bracket"),
        new("QGrad-CAM", "16", "the bracket as the difference of two shifted conjugations"),
        new("XQML", "II", "relevance as a heatmap; conservation"),
        new("XQML", "III", "Taylor decomposition"),
        new("XQML", "IV", "Taylor-Fourier relevance"),
        new("XQML", "V", "layer-wise relevance propagation through a circuit"),
    ];

    /// <summary>As in <c>QGrad-CAM (16)</c>.</summary>
    public string Key => $"{Paper} ({Number})";
}
