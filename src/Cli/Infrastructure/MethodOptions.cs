using System.CommandLine;
using System.CommandLine.Parsing;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Circuits;
using QXai.Xai.Lrp;
using QXai.Xai.Methods;

namespace QXai.Cli.Infrastructure;

/// <summary>The method of an explanation and all choices that methods know. What was given and has no effect on the method is refused.</summary>
internal sealed class MethodOptions
{
    /// <summary>Every method that applies.</summary>
    public const string All = "all";

    private readonly Option<string> method;
    private readonly Option<string?> layer = Choice<string?>(
        ExplainOption.Layer,
        "The layer whose maps are weighed: 'conv3' before, 'conv3.relu' after the rectifier; the last convolution's after it unless given.",
        "LAYER");
    private readonly Option<string?> reference = Choice<string?>(
        ExplainOption.Reference,
        "The baseline: 'zero', 'black' (for pictures), one number for all elements, or one number per input with commas; as the model sees them.",
        "X,X,...");
    private readonly Option<int?> steps = Choice<int?>(ExplainOption.Steps, "Points of the quadrature along a path.", "N");
    private readonly Option<string?> quadrature = Choice<string?>(
        ExplainOption.Quadrature, "Rule of the quadrature: gauss-legendre, middle, trapezoid, left or right.", "RULE");
    private readonly Option<int?> samples = Choice<int?>(ExplainOption.Samples, "Number of random samples.", "N");
    private readonly Option<double?> noise = Choice<double?>(
        ExplainOption.Noise, "Standard deviation of the noise, as a share of the picture's range; in radians for a circuit.", "SHARE");
    private readonly Option<ulong?> seed = Choice<ulong?>(ExplainOption.Seed, "The seed of everything random.", "N");
    private readonly Option<int?> window = Choice<int?>(ExplainOption.Window, "Side of the occluding window, in pixels or inputs.", "N");
    private readonly Option<int?> stride = Choice<int?>(ExplainOption.Stride, "Distance between windows, at most the window's side.", "N");
    private readonly Option<double?> fill = Choice<double?>(ExplainOption.Fill, "The value that occluded elements get, as the model sees it.", "VALUE");
    private readonly Option<int?> groups = Choice<int?>(
        ExplainOption.Groups, "Groups per axis: N makes N x N patches of a picture, or N groups of a circuit's inputs.", "N");
    private readonly Option<string?> rule = Choice<string?>(
        ExplainOption.Rule, $"The rule of relevance propagation for every layer: {LrpRules.Forms}.", "RULE");
    private readonly Option<string?> composite = Choice<string?>(
        ExplainOption.Composite,
        $"Rules by kind and place of a layer: {string.Join(", ", LrpComposites.All([0], [1]).Select(c => c.Name))}.",
        "NAME");
    private readonly Option<string?> seedMethod = Choice<string?>(
        ExplainOption.SeedMethod,
        $"What seeds hybrid relevance propagation at the circuit: {string.Join(", ", CircuitRelevances.All.Select(m => m.Name))}.",
        "NAME");
    private readonly Option<string?> basis = Choice<string?>(ExplainOption.Basis, "The basis of QLRP: matrix-entries or pauli.", "BASIS");
    private readonly Option<string?> share = Choice<string?>(
        ExplainOption.Share, "How QLRP shares a basis element: taylor-infinity, gradient-times-difference or mixed.", "SHARE");
    private readonly Option<string?> form = Choice<string?>(ExplainOption.Form, "How Taylor-infinity is computed: difference, closed or fourier.", "FORM");
    private readonly Option<double?> epsilon = Choice<double?>(ExplainOption.Epsilon, "QLRP's stabiliser, relative to the sizes of the shares.", "VALUE");

    public MethodOptions(Command command)
    {
        method = new("--method")
        {
            Description = "A method that 'qxai methods' lists, or 'all' for a comparison of all that apply.",
            DefaultValueFactory = _ => "qgrad-cam",
            HelpName = "NAME",
        };
        Option[] all =
        [
            method, layer, reference, steps, quadrature, samples, noise, seed, window, stride, fill, groups, rule, composite, seedMethod, basis, share,
            form, epsilon,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The name of a method, or <see cref="All"/>.</summary>
    public string Method(ParseResult parsed, bool isCircuit) =>
        isCircuit && parsed.GetResult(method) is null or { Implicit: true } ? "integrated-gradients" : parsed.GetValue(method)!;

    /// <summary>The method of that name; throws <see cref="InputException"/> with the list.</summary>
    public static IReadOnlyList<IExplainer> Find(string name) => name == All ? Explainers.All : [Explainers.Find(name)];

    /// <summary>What was chosen. Throws <see cref="InputException"/> where none of the methods knows a choice.</summary>
    public ExplainOptions Read(ParseResult parsed, IReadOnlyList<IExplainer> methods, ExplainSubject subject)
    {
        var options = new ExplainOptions
        {
            Layer = parsed.GetValue(layer),
            Reference = parsed.GetValue(reference) is { } text ? Point(reference, text, subject.Input.Shape, subject.Picture) : null,
            Steps = parsed.GetValue(steps),
            Quadrature = parsed.GetValue(quadrature),
            Samples = parsed.GetValue(samples),
            Noise = parsed.GetValue(noise),
            Seed = parsed.GetValue(seed),
            Window = parsed.GetValue(window),
            Stride = parsed.GetValue(stride),
            Fill = parsed.GetValue(fill),
            Groups = parsed.GetValue(groups),
            Rule = parsed.GetValue(rule),
            Composite = parsed.GetValue(composite),
            SeedMethod = parsed.GetValue(seedMethod),
            Basis = parsed.GetValue(basis),
            Share = parsed.GetValue(share),
            Form = parsed.GetValue(form),
            Epsilon = parsed.GetValue(epsilon),
        };
        var useless = options.Given.Where(option => !methods.Any(explainer => explainer.Uses.Contains(option))).ToArray();
        return useless.Length == 0
            ? options
            : throw new InputException(
                $"--{ExplainOptions.NameOf(useless[0])} would have no effect: "
                + $"{string.Join(", ", methods.Select(explainer => explainer.Name))} uses {Known(methods)}.");
    }

    /// <summary>The reference point that a text names, for inputs of a shape; <paramref name="picture"/> is null for a bare circuit.</summary>
    public static Tensor<double> Point(Option<string?> reference, string text, Shape shape, HybridOptions? picture)
    {
        if (text is "zero" or "black")
        {
            return text == "zero" ? new Tensor<double>(shape) : picture is not null
                ? Black(picture, shape)
                : throw new InputException("--reference black: a circuit's inputs have no black; give numbers.");
        }

        var numbers = NumberList.Parse(reference, text);
        return numbers.Length == 1 ? Tensor<double>.Full(shape, numbers[0])
            : numbers.Length == shape.Count ? Tensor<double>.From(shape, numbers)
            : throw new InputException(
                $"--reference has {numbers.Length} numbers, but the input has {shape.Count} elements: one number for all, or one for each.");
    }

    private static string Known(IReadOnlyList<IExplainer> methods) =>
        methods.SelectMany(explainer => explainer.Uses).Distinct().ToArray() is { Length: > 0 } known
        ? string.Join(", ", known.Select(option => "--" + ExplainOptions.NameOf(option)))
        : "no options";

    private static Tensor<double> Black(HybridOptions picture, Shape shape)
    {
        var black = new Tensor<double>(shape);
        for (var i = 0; i < black.Length; i++)
        {
            var channel = i / shape.CountOf(1..);
            black.Span[i] = -picture.Mean[channel] / picture.StandardDeviation[channel];
        }

        return black;
    }

    private static Option<T> Choice<T>(ExplainOption option, string description, string helpName) =>
        new("--" + ExplainOptions.NameOf(option)) { Description = description, HelpName = helpName };
}
