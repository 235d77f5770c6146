using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Certificates.Twins;

/// <summary>
/// An explanation computed anew by the textbook twins of src/Reference: scores by the forward pass in dual numbers, everything else by the method's
/// definition written out. From the library come only the model's structure and the recorded choices of the method. <see cref="Twins"/> says which
/// members of a certificate a twin computed.
/// </summary>
internal sealed class TwinExplanation
{
    private readonly HashSet<string> twins = [];

    private TwinExplanation(Explanation explanation) => Result = explanation;

    /// <summary>The explanation with the twins' numbers.</summary>
    public Explanation Result { get; private set; }

    /// <summary>The certificate's members that a twin computed.</summary>
    public IReadOnlySet<string> Twins => twins;

    /// <summary>Replaces what twins can compute of an explanation: of <paramref name="told"/> remain the method, its options, class and reference point,
    /// and without a model everything.</summary>
    public static TwinExplanation Of(TwinModel? model, Tensor<double> input, Explanation told)
    {
        var twin = new TwinExplanation(told);
        if (model is not null)
        {
            twin.Tell(model, input);
        }

        return twin;
    }

    private void Tell(TwinModel model, Tensor<double> input)
    {
        var network = model.Network;
        Result = Result with { Scores = network.Values(input).Span.ToArray() };
        twins.UnionWith(["scores", "score"]);
        if (Result.Promised is not null)
        {
            var isDifference = Result.Method is "integrated-gradients" or "deeplift" or "shapley";
            Result = Result with { Promised = Result.Score - (isDifference ? network.Values(Result.Reference!).Span[Result.Target] : 0) };
            twins.Add("promised");
        }

        switch (Result.Method)
        {
            case "lrp" or "hybrid-lrp":
                Result = RelevanceTwin.Of(model, input, Result);
                twins.UnionWith(["relevance", "ledger"]);
                break;
            case "taylor" or "taylor-infinity" or "pauli-split" or "qlrp":
                var reference = Result.Reference ?? new Tensor<double>(input.Shape);
                Result = SeedTwin.Bare(Result, CircuitTwin.Of(network, input, Result.Target, reference), model.Products);
                twins.UnionWith(["relevance", "ledger"]);
                break;
            case var _ when Result.Cam is not null && MapTwin.Of(network, input, Result) is { } maps:
                Result = maps;
                twins.UnionWith(["relevance", "cam"]);
                break;
            case var _ when InputTwin.Of(network, input, Result) is { } relevance:
                Result = Result with { Relevance = Tensor<double>.From(Result.Relevance.Shape, relevance) };
                twins.Add("relevance");
                break;
        }
    }
}
