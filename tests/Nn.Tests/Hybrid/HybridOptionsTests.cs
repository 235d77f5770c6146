using QXai.Nn.Checkpoints;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Batch;
using QXai.Quantum.Encodings;

namespace QXai.Nn.Tests.Hybrid;

public class HybridOptionsTests
{
    private static readonly string Default =
        """
        {"batchNorm":false,"blocks":4,"bridgePool":null,"channels":[16,16,32],"classNames":["0","1","2","3","4","5","6","7","8","9"],
        "convolutionBias":false,"dropout":0,"encoding":"angle","encodingAxis":"y","encodingGate":"H","entangler":"ring","head":"scale",
        "initialScale":16,"inputShape":[1,28,28],"kernel":3,"mean":[0],"observables":[],"poolAfter":[3],"poolSize":4,"qubits":10,
        "reuploading":false,"rotations":"zyz","standardDeviation":[1]}
        """.ReplaceLineEndings("");

    [Fact]
    public void TheDefaultIsWrittenAsCanonicalJson() => Assert.Equal(Default, new HybridOptions().ToJson());

    [Fact]
    public void WhatWasWrittenIsReadAgain()
    {
        var options = Models.Tiny with
        {
            Encoding = EncodingKind.RyRzArctan,
            Entangler = Entangler.Linear,
            Head = Head.Linear,
            Observables = ["Z0 Z1", "0.5*X2 - Z3"],
            BridgePool = 2,
            Dropout = 0.25,
            Mean = [0.1307],
            StandardDeviation = [0.3081],
        };
        var read = HybridOptions.FromJson(options.ToJson(), "x");
        Assert.Equal(options, read);
        Assert.Equal(options.GetHashCode(), read.GetHashCode());
        Assert.NotEqual(options with { Mean = [0.13] }, read);
    }

    [Fact]
    public void TheCircuitsPrecisionIsWrittenWhereItIsNotDouble()
    {
        var single = new HybridOptions { CircuitPrecision = Precision.Single };
        Assert.Contains("\"circuitPrecision\":\"single\"", single.ToJson());
        Assert.Equal(single, HybridOptions.FromJson(single.ToJson(), "x"));
        Assert.NotEqual(new HybridOptions(), single);
        Assert.Equal(new HybridOptions(), HybridOptions.FromJson("""{"circuitPrecision":"double"}""", "x"));
    }

    [Fact]
    public void EveryOptionIsWrittenAndReadBesideAllOthers()
    {
        var options = new HybridOptions
        {
            InputShape = [3, 16, 12],
            Channels = [4, 5],
            Kernel = 5,
            PoolAfter = [1, 2],
            PoolSize = 3,
            PoolSizes = [2, 2],
            ConvolutionBias = true,
            BatchNorm = true,
            BridgePool = 2,
            Dropout = 0.5,
            Qubits = 4,
            Blocks = 2,
            Encoding = EncodingKind.Arctan,
            EncodingGate = "SX",
            EncodingAxis = Axis.Z,
            Reuploading = true,
            Entangler = Entangler.Full,
            Rotations = "xy",
            Observables = ["Z0", "X1"],
            CircuitPrecision = Precision.Single,
            Head = Head.Linear,
            InitialScale = 1e-7,
            ClassNames = ["\u00e4", "quotation mark \" and \n"],
            Mean = [0.1, 0.2, 0.3],
            StandardDeviation = [1, 2, 3],
        };
        var json = options.ToJson();
        using var document = System.Text.Json.JsonDocument.Parse(json);
        var properties = typeof(HybridOptions).GetProperties().Where(property => property.CanWrite).ToArray();
        var names = properties.Select(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.Equal(names.Order(StringComparer.Ordinal), document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(CanonicalJson.Of(json), json);
        var read = HybridOptions.FromJson(json, "x");
        foreach (var property in properties)
        {
            Assert.Equal(property.GetValue(options), property.GetValue(read));
            Assert.NotEqual(property.GetValue(new HybridOptions()), property.GetValue(read));
        }
    }

    [Fact]
    public void AbsentMembersTakeTheirDefaults() => Assert.Equal(new HybridOptions { Qubits = 12 }, HybridOptions.FromJson("""{"qubits":12}""", "x"));

    [Theory]
    [InlineData("""{"qubits":"many"}""", "x: the model's description cannot be read: qubits is \"many\", but a whole number of at most 2147483647 is needed.")]
    [InlineData("""{"colour":1}""", "x: the model's description cannot be read: there is no member 'colour'.")]
    [InlineData("""{"encoding":0}""", "x: the model's description cannot be read: encoding is 0, but one of angle, arctan, ry-rz-arctan is needed.")]
    [InlineData(
        """{"encoding":"morse"}""",
        "x: the model's description cannot be read: encoding is \"morse\", but one of angle, arctan, ry-rz-arctan is needed.")]
    [InlineData("""{"qubits":3,"qubits":4}""", "x: the model's description cannot be read: there are two members 'qubits'.")]
    [InlineData("""{"channels":null}""", "x: the model's description cannot be read: channels is null, but a list of whole numbers is needed.")]
    [InlineData("""{"rotations":null}""", "x: the model's description cannot be read: rotations is null, but a text is needed.")]
    [InlineData("""{"classNames":["a",null]}""", "x: the model's description cannot be read: classNames is [\"a\",null], but a list of texts is needed.")]
    [InlineData("""{"channels":[1.5]}""", "x: the model's description cannot be read: channels is [1.5], but a list of whole numbers is needed.")]
    [InlineData(
        """{"bridgePool":"x"}""",
        "x: the model's description cannot be read: bridgePool is \"x\", but a whole number of at most 2147483647 or null is needed.")]
    [InlineData("{", "x: the model's description cannot be read: ")]
    [InlineData(
        """{"circuitPrecision":"half"}""",
        "x: the model's description cannot be read: circuitPrecision is \"half\", but one of double, single is needed.")]
    [InlineData("null", "x: the model's description cannot be read: it is not an object.")]
    [InlineData("""{"qubits":99}""", "x: Model: 99 qubits are outside 1 to 24.")]
    public void OtherDescriptionsAreRefusedInOneLine(string json, string message)
    {
        var exception = Assert.Throws<InputException>(() => HybridOptions.FromJson(json, "x"));
        Assert.StartsWith(message, exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.DoesNotContain("System.", exception.Message);
    }

    public static TheoryData<HybridOptions, string> Impossible => new()
    {
        { new() { InputShape = [28, 28] }, "input shape [28, 28] must be [channels, height, width], each at least 1." },
        { new() { InputShape = [3, 28, 28] }, "1 means were given for images of 3 channels." },
        { new() { StandardDeviation = [1, 1] }, "2 standard deviations were given for images of 1 channels." },
        { new() { Mean = [double.NaN] }, "means [NaN] must be finite numbers." },
        { new() { StandardDeviation = [0] }, "standard deviations [0] must be above 0." },
        { new() { Channels = [] }, "channels [] must name at least one convolution, each with at least 1." },
        { new() { Kernel = 4 }, "kernel size 4 must be odd, so that padding keeps the image's size." },
        { new() { PoolAfter = [2, 1] }, "pooling after convolutions [2, 1] must name some of the convolutions 1 to 3, ascending." },
        { new() { PoolAfter = [4] }, "pooling after convolutions [4] must name some of the convolutions 1 to 3, ascending." },
        { new() { InputShape = [1, 3, 28] }, "max-pooling by 4, 1 times, leaves nothing of images of 3 x 28 pixels." },
        { new() { BridgePool = 0 }, "the pooling before the bridge to 0 pixels must leave at least 1." },
        { new() { Dropout = 1 }, "dropout probability 1 must lie in [0, 1)." },
        { new() { Qubits = 0 }, "0 qubits are outside 1 to 24." },
        { new() { Blocks = 0 }, "0 blocks must be at least 1." },
        { new() { EncodingGate = "RX" }, "encoding gate 'RX' is none of I, X, Y, Z, H, S, Sdg, T, Tdg, SX, SXdg." },
        {
            new() { Encoding = EncodingKind.RyRzArctan, EncodingAxis = Axis.Z },
            "encoding gate H and axis Z were given for the RY-RZ arctan encoding, whose gates are fixed (H, then y and z)."
        },
        { new() { Rotations = "zyw" }, "rotations 'zyw' must be one or more of the axes x, y, z." },
        { new() { Rotations = "" }, "rotations '' must be one or more of the axes x, y, z." },
        { new() { ClassNames = ["a"] }, "1 classes must be at least 2." },
        { new() { ClassNames = ["a", ""] }, "a class has an empty name." },
        { new() { ClassNames = ["a", "b", "a"] }, "two classes are called 'a'." },
        { new() { InitialScale = 0 }, "initial scale 0 must be above 0." },
        { new() { Qubits = 8 }, "10 classes need as many qubits, one Pauli-Z each, but there are 8; a linear head has no such limit." },
        { new() { Observables = ["Z0"] }, "1 observables were given for 10 classes; only a linear head allows that." },
    };

    [Theory, MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void ImpossibleModelsAreRefused(HybridOptions options, string message) =>
        Assert.Equal($"Model: {message}", Assert.Throws<InputException>(options.Validate).Message);

    [Fact]
    public void ObservablesOutsideTheCircuitAreRefused() =>
        Assert.Throws<InputException>((Models.Tiny with { Observables = ["Z0", "Z1", "Z2", "Z4"] }).Validate);

    [Fact]
    public void BlindEncodingsGiveAWarning()
    {
        Assert.Empty(Models.Tiny.Warnings);
        Assert.Single((Models.Tiny with { EncodingAxis = Axis.X }).Warnings);
        Assert.Single((Models.Tiny with { EncodingAxis = Axis.Identity }).Warnings);
    }

    [Fact]
    public void ClassesAndQubitsMayDiffer()
    {
        (Models.Tiny with { ClassNames = ["a", "b"] }).Validate();
        (Models.Tiny with { ClassNames = [.. Enumerable.Range(0, 9).Select(c => $"{c}")], Head = Head.Linear }).Validate();
        (new HybridOptions { InputShape = [3, 28, 28], Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] }).Validate();
    }
}
