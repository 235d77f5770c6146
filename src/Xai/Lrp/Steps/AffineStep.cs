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

    /// <summary>The layer's input at the reference point, where that was run.</summary>
    public Node<double>? Reference { get; set; }

    public LrpPlace Place(bool isFirst) => new(Layer, kind, isFirst);

    /// <summary>Null where the rule can be used here, else why not.</summary>
    public string? Refusal(LrpRule rule) => rule.NeedsWeights && map.Weight is null && !map.IsUniform
        ? $"'{Layer}' interpolates with coefficients of its own, for which the rule {rule} is not defined" : null;

    public override string RuleName => Rule!.Name;

    public override LayerRelevance Run(RelevanceStore store)
    {
        var x = inputs is [var only] ? only.Values : [.. inputs.SelectMany(input => input.Values)];
        var (relevance, shared, room) = (store[Node], new double[x.Length], new Room(Node.Value.Length, x.Length));
        double bias = 0, stabiliser = 0, dead = 0;
        foreach (var part in Rule!.Parts(new LrpLayer(Layer, x, Reference?.Value.Span.ToArray())))
        {
            Contributions(part, room);
            var (denominators, ratios) = (room.Sums, room.Ratios);
            for (var k = 0; k < ratios.Length; k++)
            {
                ratios[k] = 0;
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

            Share(part, room, shared);
        }

        var parameters = HandOn(store, shared);
        return Entry(relevance.Sum(), shared.Sum() - parameters, ("bias", bias), ("parameter", parameters), ("stabiliser", stabiliser), ("dead units", dead));
    }

    /// <summary>z_k = sum over terms and inputs of a_j v(w_jk).</summary>
    private void Contributions(LrpPart part, Room room)
    {
        var (sums, term) = (room.Sums, room.Term);
        Array.Clear(sums);
        foreach (var given in part.Terms)
        {
            var (weight, factor) = Weights(given);
            map.Apply(given.Input, weight, term);
            for (var k = 0; k < sums.Length; k++)
            {
                sums[k] += factor * term[k];
            }
        }
    }

    private void Share(LrpPart part, Room room, double[] shared)
    {
        var pulled = room.Pulled;
        foreach (var term in part.Terms)
        {
            var (weight, factor) = Weights(term);
            map.Transpose(weight, room.Ratios, pulled);
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

    /// <summary>Room for one part of a rule after the other: per output the sums of its terms, a single term and the ratios c; per input what is pulled
    /// back.</summary>
    private sealed class Room(int outputs, int inputs)
    {
        public double[] Sums { get; } = new double[outputs];

        public double[] Term { get; } = new double[outputs];

        public double[] Ratios { get; } = new double[outputs];

        public double[] Pulled { get; } = new double[inputs];
    }
}
