using System.Collections.Immutable;
using System.Text.Json;
using QXai.Numerics;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Batch;
using QXai.Quantum.Encodings;

namespace QXai.Nn.Hybrid;

/// <summary>
/// The architecture of a hybrid model G o VQC o F, and how its inputs are prepared: everything but the weights. The default is the papers' model with the
/// sizes that gave the best heatmaps (docs/decisions/0003): convolutions of 16, 16 and 32 channels, 3 x 3, without bias, each with a rectifier, at the
/// full size of the image; max-pooling by 4 after the last; a dense bridge to 10 angles; H and RY(x_q) on every qubit; 4 blocks of a CNOT ring, then
/// RZ RY RZ on every qubit; one Pauli-Z per class, scaled. Immutable, equal by content, and written into every model file as canonical JSON.
/// </summary>
public sealed record HybridOptions
{
    /// <summary>Shape of one image: [channels, height, width].</summary>
    public ImmutableArray<int> InputShape { get; init; } = [1, 28, 28];

    /// <summary>Output channels of the convolutions, from first to last; at least one convolution.</summary>
    public ImmutableArray<int> Channels { get; init; } = [16, 16, 32];

    /// <summary>Height and width of every convolution's kernel, odd; images are padded so that they keep their size.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>
    /// After which convolutions (counted from 1, ascending) the image is shrunk by max-pooling. Heatmaps have the resolution of the chosen
    /// convolution, so pooling late makes them fine.
    /// </summary>
    public ImmutableArray<int> PoolAfter { get; init; } = [3];

    /// <summary>The factor by which each max-pooling shrinks height and width: its squares have this many pixels on a side; at least 1.</summary>
    public int PoolSize { get; init; } = 4;

    /// <summary>
    /// The factor of each max-pooling by itself, one per entry of <see cref="PoolAfter"/>; null where <see cref="PoolSize"/> is that of all.
    /// </summary>
    public ImmutableArray<int>? PoolSizes { get; init; }

    /// <summary>
    /// Whether convolutions add a bias. Without one, a convolution of nothing is nothing: where an image is black (0 after normalisation) all maps
    /// are zero, and a heatmap cannot light up there.
    /// </summary>
    public bool ConvolutionBias { get; init; }

    /// <summary>Whether batch norm stands between each convolution and its rectifier.</summary>
    public bool BatchNorm { get; init; }

    /// <summary>To how many pixels in height and width the last maps are averaged before the bridge; null to take them as they are.</summary>
    public int? BridgePool { get; init; }

    /// <summary>The probability with which dropout sets a feature before the bridge to 0 in training; in [0, 1).</summary>
    public double Dropout { get; init; }

    /// <summary>Number of qubits, and of angles; from 1 to 24.</summary>
    public int Qubits { get; init; } = 10;

    /// <summary>Number of blocks of entangler and rotations; at least 1.</summary>
    public int Blocks { get; init; } = 4;

    /// <summary>How features become rotations.</summary>
    public EncodingKind Encoding { get; init; } = EncodingKind.Angle;

    /// <summary>
    /// The gate on every qubit before the rotations of the encoding: I, X, Y, Z, H, S, Sdg, T, Tdg, SX or SXdg. The RY-RZ arctan encoding begins with
    /// H.
    /// </summary>
    public string EncodingGate { get; init; } = "H";

    /// <summary>
    /// The axis of the encoding's rotation; the identity makes the inputs inert. The RY-RZ arctan encoding has axes of its own, and this stays y.
    /// </summary>
    public Axis EncodingAxis { get; init; } = Axis.Y;

    /// <summary>Whether the encoding is repeated before every block (data re-uploading), or stands before the first only.</summary>
    public bool Reuploading { get; init; }

    /// <summary>The two-qubit gates with which a block begins.</summary>
    public Entangler Entangler { get; init; } = Entangler.Ring;

    /// <summary>
    /// The axes of the rotations that every qubit of a block gets, in order of application: <c>zyz</c>, <c>y</c>; each has one weight.
    /// </summary>
    public string Rotations { get; init; } = "zyz";

    /// <summary>
    /// The observables, as sums of Pauli strings (<c>Z0</c>, <c>0.5*Z0 Z1 + X2</c>). Where none are given: Z on qubit c for class c, or with a linear
    /// head Z on every qubit.
    /// </summary>
    public ImmutableArray<string> Observables { get; init; } = [];

    /// <summary>
    /// The numbers in which training and prediction simulate the circuit; explanations do it in double always. Single is faster and good to about
    /// 1e-6. Not written where it is double, so that such models keep the description, and the fingerprint, that they had before there was a choice.
    /// </summary>
    public Precision CircuitPrecision { get; init; } = Precision.Double;

    /// <summary>How expectations become scores.</summary>
    public Head Head { get; init; } = Head.Scale;

    /// <summary>The scale of <see cref="Head.Scale"/> before training; above 0.</summary>
    public double InitialScale { get; init; } = 16;

    /// <summary>The names of the classes, distinct, in the order of the labels; at least 2.</summary>
    public ImmutableArray<string> ClassNames { get; init; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Per channel, what is subtracted from samples in [0, 1] before they enter the model.</summary>
    public ImmutableArray<double> Mean { get; init; } = [0];

    /// <summary>Per channel, by what they are then divided; above 0.</summary>
    public ImmutableArray<double> StandardDeviation { get; init; } = [1];

    /// <summary>
    /// What speaks against these options although they describe a model: an encoding that is blind to its inputs. Empty where all is well.
    /// </summary>
    public IReadOnlyList<string> Warnings => HybridCircuit.Encoding(this).Warnings;

    /// <summary>Number of classes.</summary>
    public int Classes => ClassNames.Length;

    /// <summary>Shape of the maps of the last convolution as they reach the bridge: [channels, height, width].</summary>
    public Shape BridgeShape => BridgePool is { } size
        ? new Shape(Channels[^1], size, size)
        : new Shape(Channels[^1], Pooled(InputShape[1]), Pooled(InputShape[2]));

    /// <summary>The factor by which the image is shrunk after convolution <paramref name="convolution"/>, counted from 1; 1 where it is not.</summary>
    public int PoolAt(int convolution) => PoolAfter.IndexOf(convolution) is var at && at < 0 ? 1 : PoolSizes is { } sizes ? sizes[at] : PoolSize;

    /// <summary>What the max-poolings leave of <paramref name="extent"/> pixels.</summary>
    internal int Pooled(int extent) => PoolAfter.Aggregate(extent, (left, convolution) => left / PoolAt(convolution));

    /// <summary>
    /// Reads a description, in which absent members take their defaults, and checks it. Throws <see cref="InputException"/>, one line that begins
    /// with <paramref name="name"/>, where it is not one.
    /// </summary>
    public static HybridOptions FromJson(string json, string name)
    {
        try
        {
            var options = HybridOptionsJson.Read(json);
            options.Validate();
            return options;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InputException($"{name}: the model's description cannot be read: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
        catch (InputException exception)
        {
            throw new InputException($"{name}: {exception.Message}", exception);
        }
    }

    /// <summary>The description as canonical JSON (RFC 8785).</summary>
    public string ToJson() => HybridOptionsJson.Write(this);

    /// <summary>Refuses values outside their ranges, and combinations that make no model, with <see cref="InputException"/>.</summary>
    public void Validate() => HybridChecks.Check(this);

    /// <inheritdoc/>
    public bool Equals(HybridOptions? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);
}
