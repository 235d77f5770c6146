namespace QXai.Data.Downloads;

/// <summary>Data sets that can be fetched, with pinned checksums: what is downloaded is the very data with which the results were made, or is
/// refused.</summary>
public static class PublicSets
{
    /// <summary>MNIST's four files (Y. LeCun and C. Cortes; CC BY-SA 3.0). Their MD5 sums are those of the original distribution.</summary>
    public static IReadOnlyList<RemoteFile> Mnist { get; } =
    [
        new("train-images-idx3-ubyte.gz", 9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        new("train-labels-idx1-ubyte.gz", 28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        new("t10k-images-idx3-ubyte.gz", 1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        new("t10k-labels-idx1-ubyte.gz", 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ];

    /// <summary>Where MNIST lies, in the order in which the places are tried.</summary>
    public static IReadOnlyList<string> MnistMirrors { get; } =
        ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"];
}
