namespace QXai.Xai.Methods;

/// <summary>
/// The choices that explainers know. In options of the command line and in the evidence their names are in kebab case. To add one: a member here and
/// a property in
/// <see cref="ExplainOptions"/>.
/// </summary>
public enum ExplainOption
{
    /// <summary>Which layer's maps are weighed.</summary>
    Layer,

    /// <summary>The baseline or root point.</summary>
    Reference,

    /// <summary>Points of a quadrature.</summary>
    Steps,

    /// <summary>Rule of a quadrature.</summary>
    Quadrature,

    /// <summary>Random samples.</summary>
    Samples,

    /// <summary>Size of random noise.</summary>
    Noise,

    /// <summary>Seed of everything random.</summary>
    Seed,

    /// <summary>Side of an occluding window.</summary>
    Window,

    /// <summary>Distance between windows.</summary>
    Stride,

    /// <summary>What stands in for what is taken away.</summary>
    Fill,

    /// <summary>Number of groups of input elements per axis.</summary>
    Groups,

    /// <summary>The rule of relevance propagation for every layer.</summary>
    Rule,

    /// <summary>The named choice of rules by kind and place of a layer.</summary>
    Composite,

    /// <summary>The circuit relevance that seeds relevance propagation.</summary>
    SeedMethod,

    /// <summary>The basis of QLRP.</summary>
    Basis,

    /// <summary>By which relevance of a basis element QLRP shares.</summary>
    Share,

    /// <summary>How Taylor-infinity is computed.</summary>
    Form,

    /// <summary>The stabiliser of QLRP.</summary>
    Epsilon,
}
