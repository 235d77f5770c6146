using QXai.Numerics;
using QXai.Reference.DualNumbers;
using QXai.Xai.Audits;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates.Twins;

/// <summary>
/// An explanation computed anew by the textbook twins of src/Reference: scores by the forward pass in dual numbers, everything else by the method's
/// definition written out. From the library come only the model's structure and the choices of the method (its options, which rule for which layer,
/// where the circuit is cut). <see cref="Twins"/> says which members of a certificate a twin computed.
/// </summary>
internal sealed class TwinExplanation
{
    /// <summary>Methods whose twin takes one or a few passes, so that the randomised models can be explained by it too.</summary>
    private static readonly string[] Quick =
        ["cam", "grad-cam", "qgrad-cam", "grad-cam++", "hires-cam", "layer-cam", "xgrad-cam", "saliency", "input-x-gradient", "guided-backpropagation", "lrp"];

    private readonly HashSet<string> twins = [];

    private TwinExplanation(Explanation explanation, DualNetwork? network) => (Result, Network) = (explanation, network);

    /// <summary>The explanation with the twins' numbers.</summary>
    public Explanation Result { get; private set; }

    /// <summary>The model as the twins see it; null where it has an op that they do not know.</summary>
    public DualNetwork? Network { get; }

    /// <summary>The certificate's members that a twin computed.</summary>
    public IReadOnlySet<string> Twins => twins;

    /// <summary>Whether the twin of this method is quick enough for every randomised model.</summary>
    public static bool IsQuick(string method) => Quick.Contains(method);

    /// <summary>Replaces what twins can compute of the library's explanation of this run.</summary>
    public static TwinExplanation Of(ModelRun run, Explanation recomputed, ExplainOptions options)
    {
        DualNetwork network;
        try
        {
            network = DualTranslation.Of(run);
        }
        catch (InputException)
        {
            return new(recomputed, network: null);
        }

        var twin = new TwinExplanation(recomputed with { Scores = network.Values(run.Input).Span.ToArray() }, network);
        twin.Tell(run, options);
        return twin;
    }

    private void Tell(ModelRun run, ExplainOptions options)
    {
        twins.UnionWith(["scores", "score"]);
        if (Result.Promised is not null)
        {
            var isDifference = Result.Method is "integrated-gradients" or "deeplift" or "shapley";
            Result = Result with { Promised = Result.Score - (isDifference ? Network!.Values(Result.Reference!).Span[run.Target] : 0) };
            twins.Add("promised");
        }

        switch (Result.Method)
        {
            case "lrp" or "hybrid-lrp":
                Result = RelevanceTwin.Of(run, Result, Network!, options);
                twins.UnionWith(["relevance", "ledger"]);
                break;
            case "taylor" or "taylor-infinity" or "pauli-split" or "qlrp":
                Result = SeedTwin.Bare(Result, CircuitTwin.Of(run, Network!, Result.Reference ?? new Tensor<double>(run.Input.Shape)));
                twins.UnionWith(["relevance", "ledger"]);
                break;
            case var _ when Result.Cam is not null && MapTwin.Of(run, Result, Network!) is { } maps:
                Result = maps;
                twins.UnionWith(["relevance", "cam"]);
                break;
            case var _ when InputTwin.Of(run, Result, Network!) is { } relevance:
                Result = Result with { Relevance = Tensor<double>.From(Result.Relevance.Shape, relevance) };
                twins.Add("relevance");
                break;
        }
    }
}
