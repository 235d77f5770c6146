using QXai.Autodiff;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp.Maps;

namespace QXai.Xai.Lrp.Steps;

/// <summary>
/// An affine layer under a rule: for each part of it c_k = factor R_k / (z_k + b_k + stabiliser), R_j += sum over terms a_j (W^T c)_j. The bias gets
/// c_k b_k, the stabiliser c_k times itself, and relevance over a denominator of zero is dead.
/// </summary>
internal sealed class AffineStep(Node<double> node, LrpKind kind, IAffineMap map, IReadOnlyList<Summand> inputs) : LrpStep(node)
{
    public override IReadOnlyList<Node<double>> Receivers => [.. inputs.Where(input => !input.IsParameter).Select(input => input.Node)];

    public LrpKind Kind => kind;

    public bool HasWeights => map.Weight is not null && kind != LrpKind.Normalisation;

    /// <summary>The rule; set once the plan is complete.</summary>
    public LrpRule? Rule { get; set; }

    /// <summary>x~ where the reference point was run.</summary>
    public double[]? Reference { get; set; }

    public LrpPlace Place(bool isFirst) => new(Layer, kind, isFirst);

    /// <summary>Null where the rule can be used here, else why not.</summary>
    public string? Refusal(LrpRule rule) => rule.NeedsWeights && map.Weight is null && !map.IsUniform
        ? $"'{Layer}' interpolates with coefficients of its own, for which the rule {rule} is not defined" : null;

    public override string RuleName => Rule!.Name;

    public override LayerRelevance Run(RelevanceStore store)
    {
        double[] x = [.. inputs.SelectMany(input => input.Values)];
        var (relevance, shared) = (store[Node], new double[x.Length]);
        double bias = 0, stabiliser = 0, dead = 0;
        foreach (var part in Rule!.Parts(new LrpLayer(Layer, x, Reference)))
        {
            var denominators = Contributions(part);
            var ratios = new double[relevance.Length];
            for (var k = 0; k < ratios.Length; k++)
            {
                if (relevance[k] == 0 || !IsOf(part.Outputs, Node.Value.Span[k]))
                {
                    continue;
                }

                var b = part.Bias is { } of && map.Bias is { } all ? of(all[(int)((long)k * all.Length / ratios.Length)]) : 0;
                var towards = denominators[k] + b >= 0 ? part.Epsilon : -part.Epsilon;
                var denominator = denominators[k] + b + towards;
                if (denominator == 0)
                {
                    dead += part.Factor * relevance[k];
                    continue;
                }

                ratios[k] = part.Factor * relevance[k] / denominator;
                (bias, stabiliser) = (bias + ratios[k] * b, stabiliser + ratios[k] * towards);
            }

            Share(part, ratios, shared);
        }

        var parameters = HandOn(store, shared);
        return Entry(relevance.Sum(), shared.Sum() - parameters, ("bias", bias), ("parameter", parameters), ("stabiliser", stabiliser), ("dead units", dead));
    }

    /// <summary>z_k = sum over terms and inputs of a_j v(w_jk).</summary>
    private double[] Contributions(LrpPart part)
    {
        var (sum, one) = (new double[Node.Value.Length], new double[Node.Value.Length]);
        foreach (var term in part.Terms)
        {
            var (weight, factor) = Weights(term);
            map.Apply(term.Input, weight, one);
            for (var k = 0; k < sum.Length; k++)
            {
                sum[k] += factor * one[k];
            }
        }

        return sum;
    }

    private void Share(LrpPart part, double[] ratios, double[] shared)
    {
        var pulled = new double[shared.Length];
        foreach (var term in part.Terms)
        {
            var (weight, factor) = Weights(term);
            map.Transpose(weight, ratios, pulled);
            for (var j = 0; j < shared.Length; j++)
            {
                shared[j] += term.Input[j] * factor * pulled[j];
            }
        }
    }

    /// <summary>The modified weights; for fixed coefficients none, and a factor: v is applied to 1.</summary>
    private (double[] Weight, double Factor) Weights(LrpTerm term) =>
        map.Weight is { } weight ? (Array.ConvertAll(weight, value => term.Weight(value)), 1) : ([], term.Weight(1));

    /// <summary>Gives every summand its part; returns what parameters got.</summary>
    private double HandOn(RelevanceStore store, double[] shared)
    {
        var (at, parameters) = (0, 0.0);
        foreach (var input in inputs)
        {
            var part = shared.AsSpan(at, input.Values.Length);
            at += part.Length;
            if (input.IsParameter)
            {
                parameters += part.ToArray().Sum();
            }
            else
            {
                store.Add(input.Node, part);
            }
        }

        return parameters;
    }

    private static bool IsOf(OutputSign sign, double output) => sign switch
    {
        OutputSign.Positive => output > 0,
        OutputSign.NotPositive => output <= 0,
        _ => true,
    };
}
