using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Circuits;
using QXai.Xai.Circuits;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;
using QXai.Xai.Lrp.Rules;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates;

/// <summary>The identities that hold for an explanation and its model, whichever apply.</summary>
internal static class Identities
{
    /// <summary>Above this many qubits the identities of QLRP are left out: they take 4^n numbers.</summary>
    private const int MostQubits = 10;

    public const string AddsUp = "relevance and ledger add up to what is promised";
    public const string LinearHead = "HiRes-CAM of the last maps and the biases behind them add up to the score";
    public const string ZeroRuleIsProduct = "LRP-0 below the last maps is input x gradient, row by row";
    public const string GradientCollapse = "QLRP without normalisation is gradient x difference, per angle";
    public const string InfinityCollapse = "QLRP without normalisation, shared by Taylor-infinity, is Taylor-infinity, per angle";

    public static IEnumerable<Identity> Of(ModelRun run, Explanation explanation, ModelRun? atReference)
    {
        if (explanation.Promised is { } promised && (explanation.Ledger.Count + explanation.Layers.Count > 0 || CircuitExplainer.Gave(explanation)))
        {
            yield return new(AddsUp, [explanation.Total + explanation.Ledger.Sum(line => line.Amount)], [promised]);
        }

        if (HiResCamOfALinearHead(run) is { } cam)
        {
            yield return cam;
        }

        if (ZeroRuleIsInputTimesGradient(run) is { } zero)
        {
            yield return zero;
        }

        foreach (var identity in OfCircuit(run, atReference))
        {
            yield return identity;
        }
    }

    /// <summary>
    /// Behind the last rectified maps A of a model whose remaining layers are affine, f^l = sum A (df^l / dA) + f^l(A = 0): HiRes-CAM sums to the
    /// score less the biases.
    /// </summary>
    private static Identity? HiResCamOfALinearHead(ModelRun run)
    {
        if (!run.HasConvolution || run.Tape.Nodes.OfType<CircuitOp<double>>().Any())
        {
            return null;
        }

        var maps = run.Maps(null);
        var behind = Behind(run, maps).ToArray();
        if (!behind.All(node => node is DenseOp<double> or ReshapeOp<double> or ScaleOp<double> or WindowMeanOp<double> or MeanOp<double>))
        {
            return null;
        }

        run.DifferentiateScore();
        var sum = maps.Value.Span.ToArray().Zip(maps.Gradient.Span.ToArray(), (a, slope) => a * slope).Sum();
        var bias = behind.OfType<DenseOp<double>>().Where(dense => dense.Bias is not null).Sum(
            dense => dense.Bias!.Value.Span.ToArray().Zip(dense.Gradient.Span.ToArray(), (b, slope) => b * slope).Sum());
        return new(LinearHead, [sum + bias], [run.Scores[run.Target]]);
    }

    /// <summary>LRP-0 from the last maps, seeded with A df/dA, is x df/dx where only convolutions, norms, rectifiers and max pooling lie between;
    /// stated per row of the input.</summary>
    private static Identity? ZeroRuleIsInputTimesGradient(ModelRun run)
    {
        if (!run.HasConvolution)
        {
            return null;
        }

        var maps = run.Maps(null);
        if (!Between(run, maps).All(IsLinearOrSelects))
        {
            return null;
        }

        run.DifferentiateScore();
        double[] seed = [.. maps.Value.Span.ToArray().Zip(maps.Gradient.Span.ToArray(), (a, slope) => a * slope)];
        double[] product = [.. run.Input.Span.ToArray().Zip(run.InputGradient().Span.ToArray(), (x, slope) => x * slope)];
        var (relevance, _) = LrpPropagation.Run(maps, seed, run.InputNode, LrpComposite.Uniform(new ZeroRule()));
        var width = run.Input.Shape[^1];
        return new(ZeroRuleIsProduct, Rows(relevance, width), Rows(product, width));
    }

    /// <summary>Whether LRP-0 through a layer is input times gradient: it is linear, with a bias or without, or passes on what it selects.</summary>
    private static bool IsLinearOrSelects(Node<double> node) =>
        node is Conv2dOp<double> or BatchNorm2dOp<double> or ReluOp<double> or MaxPoolOp<double> or DropoutOp<double> or WindowMeanOp<double>;

    /// <summary>The shares of QLRP without normalisation collapse to gradient x difference, and those of Taylor-infinity to Taylor-infinity of the
    /// score.</summary>
    private static IEnumerable<Identity> OfCircuit(ModelRun run, ModelRun? atReference)
    {
        if (atReference is null || run.Tape.Nodes.OfType<CircuitOp<double>>().Count() != 1 || AffineHead.Refusal(run.Circuit, run.Output) is not null)
        {
            yield break;
        }

        var (score, x, reference) = (CircuitScore.Of(run), CircuitGradient.Angles(run), CircuitGradient.Angles(atReference));
        if (score.Circuit.Qubits > MostQubits || new Qlrp().Refusal(score) is not null)
        {
            yield break;
        }

        yield return new(
            GradientCollapse,
            Qlrp.Unnormalised(score, x, reference, QlrpBasis.Pauli, QlrpShare.GradientTimesDifference),
            Taylor.Terms(score.Gradient(reference), x, reference));
        yield return new(
            InfinityCollapse,
            Qlrp.Unnormalised(score, x, reference, QlrpBasis.MatrixEntries, QlrpShare.TaylorInfinity),
            TaylorInfinity.Differences(score, x, reference));
    }

    private static double[] Rows(double[] pixels, int width) => [.. pixels.Chunk(width).Select(row => row.Sum())];

    /// <summary>The nodes computed from <paramref name="maps"/>, without parameters.</summary>
    private static IEnumerable<Node<double>> Behind(ModelRun run, Node<double> maps)
    {
        HashSet<Node<double>> reached = [maps];
        return run.Tape.Nodes.Where(node => node.Inputs.Any(reached.Contains) && reached.Add(node)).ToArray();
    }

    /// <summary>The nodes from which <paramref name="maps"/> are computed and which depend on the input, with the maps themselves.</summary>
    private static IEnumerable<Node<double>> Between(ModelRun run, Node<double> maps)
    {
        var behindInput = Behind(run, run.InputNode).ToHashSet();
        HashSet<Node<double>> needed = [maps];
        foreach (var node in run.Tape.Nodes.Reverse().Where(needed.Contains))
        {
            needed.UnionWith(node.Inputs);
        }

        return needed.Where(behindInput.Contains);
    }
}
