using System.Collections.Immutable;
using System.Text.Json;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// Choices that an explanation depends on. Null leaves a choice to the method, which records what it took; a choice that the method does not know is
/// refused, never ignored.
/// </summary>
public sealed record ExplainOptions
{
    private ImmutableSortedDictionary<ExplainOption, object> chosen = ImmutableSortedDictionary<ExplainOption, object>.Empty;

    /// <summary>Nothing chosen.</summary>
    public static ExplainOptions None { get; } = new();

    /// <summary>
    /// The layer whose maps are weighed: <c>conv3</c> is (Q5) literally, before the rectifier; <c>conv3.relu</c> after it. Null takes the last
    /// convolution's maps after the rectifier: before it, a negative activation times a negative weight lights up.
    /// </summary>
    public string? Layer
    {
        get => Get<string?>(ExplainOption.Layer);
        init => Set(ExplainOption.Layer, value);
    }

    /// <summary>x~, the baseline or root point, of the input's shape. Null takes zeros.</summary>
    public Tensor<double>? Reference
    {
        get => Get<Tensor<double>?>(ExplainOption.Reference);
        init => Set(ExplainOption.Reference, value);
    }

    /// <summary>Points of the quadrature along a path, at least 1.</summary>
    public int? Steps
    {
        get => Get<int?>(ExplainOption.Steps);
        init => Set(ExplainOption.Steps, value);
    }

    /// <summary>Rule of the quadrature: gauss-legendre, middle, trapezoid, left or right.</summary>
    public string? Quadrature
    {
        get => Get<string?>(ExplainOption.Quadrature);
        init => Set(ExplainOption.Quadrature, value);
    }

    /// <summary>Number of random samples, at least 1.</summary>
    public int? Samples
    {
        get => Get<int?>(ExplainOption.Samples);
        init => Set(ExplainOption.Samples, value);
    }

    /// <summary>Standard deviation of the noise as a share of the input's range (largest less smallest element), not negative.</summary>
    public double? Noise
    {
        get => Get<double?>(ExplainOption.Noise);
        init => Set(ExplainOption.Noise, value);
    }

    /// <summary>Seed of everything random.</summary>
    public ulong? Seed
    {
        get => Get<ulong?>(ExplainOption.Seed);
        init => Set(ExplainOption.Seed, value);
    }

    /// <summary>Side of the occluding window in pixels (in inputs, for a circuit), at least 1.</summary>
    public int? Window
    {
        get => Get<int?>(ExplainOption.Window);
        init => Set(ExplainOption.Window, value);
    }

    /// <summary>Distance between neighbouring windows in pixels, at least 1 and at most the window's side.</summary>
    public int? Stride
    {
        get => Get<int?>(ExplainOption.Stride);
        init => Set(ExplainOption.Stride, value);
    }

    /// <summary>The value that replaces occluded elements, as the model sees it (normalised).</summary>
    public double? Fill
    {
        get => Get<double?>(ExplainOption.Fill);
        init => Set(ExplainOption.Fill, value);
    }

    /// <summary>Groups per axis: g makes g x g patches of a picture, or g groups of neighbouring inputs of a circuit.</summary>
    public int? Groups
    {
        get => Get<int?>(ExplainOption.Groups);
        init => Set(ExplainOption.Groups, value);
    }

    /// <summary>A rule of relevance propagation for every layer, as <see cref="Lrp.LrpRules"/> reads it: <c>epsilon:0.01</c>. Not together with a
    /// composite.</summary>
    public string? Rule
    {
        get => Get<string?>(ExplainOption.Rule);
        init => Set(ExplainOption.Rule, value);
    }

    /// <summary>A composite of <see cref="Lrp.LrpComposites"/>. Null takes epsilon-gamma-box where the input's bounds are known, else epsilon-gamma.</summary>
    public string? Composite
    {
        get => Get<string?>(ExplainOption.Composite);
        init => Set(ExplainOption.Composite, value);
    }

    /// <summary>The circuit relevance that seeds hybrid relevance propagation, by its name. Null takes QLRP where it applies, else Taylor-infinity.</summary>
    public string? SeedMethod
    {
        get => Get<string?>(ExplainOption.SeedMethod);
        init => Set(ExplainOption.SeedMethod, value);
    }

    /// <summary>The basis of QLRP: matrix-entries or pauli.</summary>
    public string? Basis
    {
        get => Get<string?>(ExplainOption.Basis);
        init => Set(ExplainOption.Basis, value);
    }

    /// <summary>By which relevance of a basis element QLRP shares: taylor-infinity, gradient-times-difference or mixed.</summary>
    public string? Share
    {
        get => Get<string?>(ExplainOption.Share);
        init => Set(ExplainOption.Share, value);
    }

    /// <summary>How Taylor-infinity is computed: difference, closed or fourier.</summary>
    public string? Form
    {
        get => Get<string?>(ExplainOption.Form);
        init => Set(ExplainOption.Form, value);
    }

    /// <summary>QLRP's stabiliser, relative to the sizes of the shares, not negative; 0 unless given.</summary>
    public double? Epsilon
    {
        get => Get<double?>(ExplainOption.Epsilon);
        init => Set(ExplainOption.Epsilon, value);
    }

    /// <summary>What was chosen.</summary>
    public IReadOnlyList<ExplainOption> Given => [.. chosen.Keys];

    /// <summary>The name of a choice: <c>--name</c> on the command line.</summary>
    public static string NameOf(ExplainOption option) => JsonNamingPolicy.KebabCaseLower.ConvertName(option.ToString());

    /// <summary>An option as the command line spells it: its name after two dashes. SmoothGrad's noise is <c>--noise-share</c>, since <c>--noise</c> names
    /// the folder of recordings that speech is mixed with.</summary>
    public static string FlagOf(ExplainOption option) => option == ExplainOption.Noise ? "--noise-share" : "--" + NameOf(option);

    /// <summary>These choices without those that an explainer does not know: for running several explainers with one set of choices.</summary>
    public ExplainOptions For(IExplainer explainer) => new() { chosen = chosen.RemoveRange(Given.Except(explainer.Uses)) };

    private TValue? Get<TValue>(ExplainOption option) => (TValue?)chosen.GetValueOrDefault(option);

    private void Set(ExplainOption option, object? value) => chosen = value is null ? chosen.Remove(option) : chosen.SetItem(option, value);
}
