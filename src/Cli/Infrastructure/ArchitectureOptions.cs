using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using QXai.Data.Images;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Batch;
using QXai.Quantum.Encodings;

namespace QXai.Cli.Infrastructure;

/// <summary>The options that describe the model: the sizes that the papers leave open. What is not given keeps the default of
/// <see cref="HybridOptions"/>.</summary>
internal sealed class ArchitectureOptions
{
    private static readonly HybridOptions Default = new();

    private readonly Option<string> channels = new("--channels")
    {
        Description = "Channels of the convolutions.",
        DefaultValueFactory = _ => string.Join(",", Default.Channels),
        HelpName = "A,B,C",
    };
    private readonly Option<string> pools = new("--pool-after")
    {
        Description = "After which convolutions the image is max-pooled; 'none' for none.",
        DefaultValueFactory = _ => Default.PoolAfter.IsEmpty ? "none" : string.Join(",", Default.PoolAfter),
        HelpName = "I,J",
    };
    private readonly Option<int> bridgePool = new("--bridge-pool")
    {
        Description = "Average the last maps to N x N pixels before the bridge; 0 takes them as they are.",
        DefaultValueFactory = _ => Default.BridgePool ?? 0,
        HelpName = "N",
    };
    private readonly Option<string> poolSize = new("--pool-size")
    {
        Description = "By which factor max-pooling shrinks the image: one for all poolings, or one each.",
        DefaultValueFactory = _ => $"{Default.PoolSize}",
        HelpName = "N",
    };
    private readonly Option<int> kernel =
        new("--kernel") { Description = "Height and width of the convolutions' kernels.", DefaultValueFactory = _ => Default.Kernel, HelpName = "N" };
    private readonly Option<bool> bias =
        new("--conv-bias") { Description = "Whether convolutions add a bias.", DefaultValueFactory = _ => Default.ConvolutionBias };
    private readonly Option<bool> batchNorm = new("--batch-norm") { Description = "Batch norm between each convolution and its rectifier." };
    private readonly Option<double> dropout =
        new("--dropout") { Description = "Dropout before the bridge.", DefaultValueFactory = _ => Default.Dropout, HelpName = "P" };
    private readonly Option<int> qubits = new("--qubits") { Description = "Number of qubits.", DefaultValueFactory = _ => Default.Qubits, HelpName = "N" };
    private readonly Option<int> blocks =
        new("--blocks") { Description = "Blocks of entangler and rotations.", DefaultValueFactory = _ => Default.Blocks, HelpName = "N" };
    private readonly Option<string> encoding =
        new("--encoding") { Description = "How features become rotations: angle, arctan or ry-rz-arctan.", DefaultValueFactory = _ => "angle" };
    private readonly Option<string> encodingGate = new("--encoding-gate")
    {
        Description = "The gate on each qubit before its encoding: I, X, Y, Z, H, S, Sdg, T, Tdg, SX or SXdg.",
        DefaultValueFactory = _ => Default.EncodingGate,
    };
    private readonly Option<string> encodingAxis =
        new("--encoding-axis") { Description = "The axis of the encoding's rotation: x, y, z, or identity for none.", DefaultValueFactory = _ => "y" };
    private readonly Option<bool> reuploading = new("--reuploading") { Description = "Repeat the encoding before every block." };
    private readonly Option<string> entangler =
        new("--entangler") { Description = "The CNOTs with which a block begins: ring, linear, full or none.", DefaultValueFactory = _ => "ring" };
    private readonly Option<string> rotations = new("--rotations")
    {
        Description = "Axes of the rotations on each qubit of a block, in order: 'zyz', 'y', ...",
        DefaultValueFactory = _ => Default.Rotations,
    };
    private readonly Option<string> precision = new("--circuit-precision")
    {
        Description = "The numbers in which training and prediction simulate the circuit: double, or single for speed.",
        DefaultValueFactory = _ => "double",
        HelpName = "double|single",
    };
    private readonly Option<string> head =
        new("--head") { Description = "How expectations become scores: identity, scale or linear.", DefaultValueFactory = _ => "scale" };
    private readonly Option<double> scale = new("--initial-scale")
    {
        Description = "The scale of --head scale before training.",
        DefaultValueFactory = _ => Default.InitialScale,
        HelpName = "S",
    };

    public ArchitectureOptions(Command command)
    {
        Option[] all =
        [
            channels, kernel, bias, pools, bridgePool, poolSize, batchNorm, dropout, qubits, blocks, encoding, encodingGate, encodingAxis, reuploading,
            entangler, rotations, precision, head, scale,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The architecture named on the command line, for the samples of a data set; what is not given there is the recipe's.</summary>
    public HybridOptions Read(ParseResult parsed, ImageSource<float> source, HybridOptions? recipe = null)
    {
        var (inputs, given) = (source.SampleShape[0], recipe ?? Default);
        var options = given with
        {
            InputShape = [.. source.SampleShape.Extents],
            ClassNames = [.. source.ClassNames],
            Mean = PerChannel(source.Normalisation.Means, inputs),
            StandardDeviation = PerChannel(source.Normalisation.Deviations, inputs),
            Channels = Is(channels) ? Integers(channels, parsed) : given.Channels,
            Kernel = Is(kernel) ? parsed.GetValue(kernel) : given.Kernel,
            ConvolutionBias = Is(bias) ? parsed.GetValue(bias) : given.ConvolutionBias,
            PoolAfter = Is(pools) ? Integers(pools, parsed) : given.PoolAfter,
            BridgePool = !Is(bridgePool) ? given.BridgePool : parsed.GetValue(bridgePool) is var size && size != 0 ? size : null,
            PoolSize = Is(poolSize) && Integers(poolSize, parsed) is [var one] ? one : given.PoolSize,
            PoolSizes = !Is(poolSize) ? given.PoolSizes : Integers(poolSize, parsed) is { Length: > 1 } each ? each : null,
            BatchNorm = Is(batchNorm) ? parsed.GetValue(batchNorm) : given.BatchNorm,
            Dropout = Is(dropout) ? parsed.GetValue(dropout) : given.Dropout,
            Qubits = Is(qubits) ? parsed.GetValue(qubits) : given.Qubits,
            Blocks = Is(blocks) ? parsed.GetValue(blocks) : given.Blocks,
            Encoding = CommonOptions.Named<EncodingKind>(encoding, parsed),
            EncodingGate = parsed.GetValue(encodingGate)!,
            EncodingAxis = CommonOptions.Named<Axis>(encodingAxis, parsed),
            Reuploading = parsed.GetValue(reuploading),
            Entangler = CommonOptions.Named<Entangler>(entangler, parsed),
            Rotations = parsed.GetValue(rotations)!,
            CircuitPrecision = CommonOptions.Named<Precision>(precision, parsed),
            Head = CommonOptions.Named<Head>(head, parsed),
            InitialScale = Is(scale) ? parsed.GetValue(scale) : given.InitialScale,
        };
        options.Validate();
        RefuseIdle(parsed, options);
        return options;

        bool Is(Option option) => CommonOptions.IsGiven(parsed, option);
    }

    private void RefuseIdle(ParseResult parsed, HybridOptions options)
    {
        if (options.Head != Head.Scale)
        {
            CommonOptions.Refuse(parsed, "it is the scale of --head scale", scale);
        }

        if (options.PoolAfter.IsEmpty)
        {
            CommonOptions.Refuse(parsed, "there is no max-pooling", poolSize);
        }

        if (options.BatchNorm && options.ConvolutionBias)
        {
            CommonOptions.Refuse(parsed, "batch norm adds a bias of its own", bias);
        }
    }

    /// <summary>One value per channel, from one for all or one each.</summary>
    public static ImmutableArray<double> PerChannel(ReadOnlySpan<double> values, int channels) =>
        values.Length == channels ? [.. values] : [.. Enumerable.Repeat(values[0], channels)];

    private static ImmutableArray<int> Integers(Option<string> option, ParseResult parsed)
    {
        var text = parsed.GetValue(option)!;
        if (text is "none" or "")
        {
            return [];
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? [.. parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture))]
            : throw new InputException($"{option.Name} {text}: whole numbers separated by commas are needed.");
    }
}
