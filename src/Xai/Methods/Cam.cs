using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// CAM (Zhou et al., 2016): where the scores are a linear layer on globally averaged maps, S_ij = sum_k w^l_k A^k_ij with that layer's own weights.
/// The mean of the signed map is the score less the bias.
/// </summary>
public sealed class Cam : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "cam";

    /// <inheritdoc/>
    public override string Summary => "weighs the last maps by the linear layer that stands behind their global average: the model's own weights, no gradient";

    /// <inheritdoc/>
    public override string Source => "Zhou et al. 2016, (1) and (2)";

    /// <inheritdoc/>
    public override string Needs => "scores that are a linear layer on globally averaged maps";

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => [];


    /// <inheritdoc/>
    protected override string? Missing(ModelRun run) => base.Missing(run) ?? (AveragedMaps(run) is null
        ? "the scores are not a linear layer on globally averaged maps, whose weights it needs" : null);

    private protected override Node<double> Maps(ModelRun run, ExplainOptions options) => AveragedMaps(run)!;

    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        var weight = ((DenseOp<double>)run.Output).Weight.Value;
        return new(weight.Slice(run.Target).Span.ToArray(), maps);
    }

    /// <summary>The maps whose global average, possibly reshaped, the last node takes into a dense layer; null where the model ends otherwise.</summary>
    private static Node<double>? AveragedMaps(ModelRun run)
    {
        var node = (run.Output as DenseOp<double>)?.Input;
        while (node is ReshapeOp<double>)
        {
            node = node.Inputs[0];
        }

        return node is not null && IsGlobalAverage(node) ? node.Inputs[0] : null;
    }

    private static bool IsGlobalAverage(Node<double> node) =>
        node.Inputs.Count == 1 && node.Inputs[0].Shape is { Rank: 4 } maps && node.Value.Length == maps[1] && node switch
        {
            AdaptiveAveragePoolOp<double> or MeanOp<double> => true,
            AveragePoolOp<double> pool => pool.Padding == 0 && pool.Size == maps[2] && pool.Size == maps[3],
            _ => false,
        };
}
