using System.Buffers.Binary;
using System.Text;

namespace QXai.Cli.Tests;

/// <summary>Damaged and foreign files of data and models are refused in one line.</summary>
public class BadFileTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    private const string Images = "t10k-images-idx3-ubyte";
    private const string Labels = "t10k-labels-idx1-ubyte";

    public static TheoryData<string, Func<byte[], byte[]>, string> DataFiles => new()
    {
        {
            Images,
            bytes => [0, 0, 4, 210, .. bytes[4..]],
            "begins with the magic number 1234 (an unknown type in 210 axes), but 2051 (unsigned bytes in 3 axes) is expected."
        },
        { Images, bytes => bytes[..^5], "is cut short: its header declares [20, 8, 8], 1280 bytes, but only 1275 follow." },
        { Images, bytes => [.. bytes, 1], "goes on after its 1280 bytes of data ([20, 8, 8]): the file does not agree with its header." },
        { Images, _ => [], "has 0 bytes, but an IDX header begins with 4." },
        { Labels, bytes => [.. bytes[..^1], 10], ": label 10 of item 19 is not a digit from 0 to 9." },
    };

    public static TheoryData<string, Func<byte[], byte[]>, string> ModelFiles => new()
    {
        { "empty", _ => [], ": not a .safetensors file: 0 bytes, but the header's length alone takes 8." },
        { "truncated", bytes => bytes[..^4], ": truncated: tensor 'scores.weight' ends at byte {end} of the data, but {there} are there." },
        {
            "png",
            _ => [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0],
            ": not a .safetensors file: its header claims 727905341920923785 bytes, more than the 100000000 that the format allows."
        },
        { "long header", bytes => Header(bytes, 90_000_000), ": truncated: its header claims 90000000 bytes, but {rest} follow." },
        {
            "architecture",
            bytes => Replace(bytes, "\\u0022channels\\u0022:[2,2]", "\\u0022channels\\u0022:[2,3]"),
            ": tensor 'conv2.weight' has shape [2, 2, 3, 3], but the model's has [3, 2, 3, 3]."
        },
        { "no qubits", bytes => Replace(bytes, "\\u0022qubits\\u0022:3", "\\u0022qubits\\u0022:0"), ": Model: 0 qubits are outside 1 to 24." },
    };

    [Theory]
    [MemberData(nameof(DataFiles))]
    public void DamagedDataIsRefused(string file, Func<byte[], byte[]> damage, string expected)
    {
        using var folder = new TemporaryFolder();
        IdxFiles.Write(folder.Root);
        File.WriteAllBytes(folder[file], damage(File.ReadAllBytes(folder[file])));
        var result = CommandLine.Run(world.Expand($"evaluate --model {{model}} --dataset mnist --data {folder.Root}"));
        var space = expected.StartsWith(':') ? "" : " ";
        Assert.Equal((2, "", $"{folder[file]}{space}{expected}\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        using var folder = new TemporaryFolder();
        IdxFiles.Write(folder.Root);
        File.Delete(folder[Labels]);
        var result = CommandLine.Run(world.Expand($"evaluate --model {{model}} --dataset mnist --data {folder.Root}"));
        Assert.Equal(
            (2, $"{folder.Root} has no file {Labels} or {Labels}.gz, which holds the labels of this split of MNIST.\n"),
            (result.ExitCode, result.Error));
    }

    [Fact]
    public void TestPicturesOfAnotherSizeAreFoundBeforeTraining()
    {
        using var folder = new TemporaryFolder();
        IdxFiles.Write(folder.Root);
        IdxFiles.Write(folder["other"], side: 12);
        File.Copy(Path.Combine(folder["other"], Images), folder[Images], overwrite: true);
        var result = CommandLine.Run($"train --dataset mnist --data {folder.Root} {TinyWorld.Architecture} --out {folder["m"]}");
        Assert.Equal((2, "The data set's samples have shape [1, 12, 12], but the model expects [1, 8, 8].\n"), (result.ExitCode, result.Error));
        Assert.False(File.Exists(folder["m"]));
    }

    [Theory]
    [MemberData(nameof(ModelFiles))]
    public void DamagedModelsAreRefused(string name, Func<byte[], byte[]> damage, string expected)
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(world.Model);
        var data = bytes.Length - 8 - (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        File.WriteAllBytes(folder[name.Replace(' ', '-')], damage(bytes));
        var path = folder[name.Replace(' ', '-')];
        var result = CommandLine.Run(world.Expand($"evaluate --model {path} {{test}}"));
        expected = expected.Replace("{rest}", $"{bytes.Length - 8}").Replace("{end}", $"{data}").Replace("{there}", $"{data - 4}");
        Assert.Equal((2, "", $"{path}{expected}\n"), (result.ExitCode, result.Output, result.Error));
    }

    private static byte[] Header(byte[] bytes, ulong length)
    {
        var copy = bytes.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(copy, length);
        return copy;
    }

    private static byte[] Replace(byte[] bytes, string from, string to)
    {
        // Latin-1 keeps every byte; the two texts have the same length, so no offset moves.
        var text = Encoding.Latin1.GetString(bytes);
        (from, to) = text.Contains(from) ? (from, to) : (from.Replace("\\u0022", "\\\""), to.Replace("\\u0022", "\\\""));
        Assert.Contains(from, text);
        return Encoding.Latin1.GetBytes(text.Replace(from, to));
    }
}
