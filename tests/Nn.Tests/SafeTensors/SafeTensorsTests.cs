using System.Buffers.Binary;
using System.Text;
using QXai.Nn.SafeTensors;
using QXai.Numerics;

namespace QXai.Nn.Tests.SafeTensors;

public class SafeTensorsTests
{
    [Fact]
    public void WhatWasWrittenIsReadBitForBit()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x.safetensors");
        var single = Tensor<float>.From(new Shape(2, 2), [1, -0f, float.NaN, float.Epsilon]);
        var precise = Tensor<double>.From(new Shape(3), [Math.PI, double.NegativeInfinity, 5e-324]);
        new SafeTensorsFile(
            [
                SafeTensorsEntry.From("b", single), SafeTensorsEntry.From("a", precise),
                SafeTensorsEntry.From("none", new Tensor<float>(new Shape(0, 4))), SafeTensorsEntry.From("one", Tensor<float>.Scalar(7))
            ],
            new Dictionary<string, string> { ["note"] = "Größe \"π\"" }).Write(path);
        var file = SafeTensorsFile.Read(path);
        Assert.Equal("Größe \"π\"", file.Metadata["note"]);
        Assert.Equal(4, file.Entries.Count);
        Assert.Equal(
            single.Span.ToArray().Select(BitConverter.SingleToUInt32Bits),
            file.Entries["b"].ToTensor<float>().Span.ToArray().Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal(precise.Span.ToArray(), file.Entries["a"].ToTensor<double>().Span.ToArray());
        Assert.Equal(new Shape(0, 4), file.Entries["none"].ToTensor<float>().Shape);
        Assert.Equal(Shape.Scalar, file.Entries["one"].ToTensor<float>().Shape);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void TheBytesAreThoseOfTheFormat()
    {
        using var stream = new MemoryStream();
        new SafeTensorsFile(
            [SafeTensorsEntry.From("w", Tensor<float>.From(new Shape(1), [1])), SafeTensorsEntry.From("a", Tensor<double>.From(Shape.Scalar, [2]))],
            new Dictionary<string, string> { ["k"] = "v" }).Write(stream);
        const string header =
            """{"__metadata__":{"k":"v"},"a":{"dtype":"F64","shape":[],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""";
        var padded = header.PadRight((header.Length + 7) / 8 * 8);
        byte[] expected =
            [(byte)padded.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(padded), .. BitConverter.GetBytes(2.0), .. BitConverter.GetBytes(1f)];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void OtherTypesAreReadWhereThatIsExactAndRefusedElsewhere()
    {
        byte[] data = [0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0x3C, 0xC0, 0x3F];
        var file = Parse(
            """
            {"i":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"h":{"dtype":"F16","shape":[1],"data_offsets":[8,10]},
             "b":{"dtype":"BF16","shape":[1],"data_offsets":[10,12]}}
            """,
            data);
        Assert.Equal([long.MinValue], file.Entries["i"].ToIntegers());
        Assert.Equal(1f, file.Entries["h"].ToTensor<float>().Span[0]);
        Assert.Equal(1.5, file.Entries["b"].ToTensor<double>().Span[0]);
        Refuses("x: tensor 'i' is of type I64; weights are read from F32, F64, F16 and BF16.", () => file.Entries["i"].ToTensor<float>());
        Refuses("x: tensor 'h' is of type F16; integers are read from I64.", () => file.Entries["h"].ToIntegers());
        var precise = Parse("""{"d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", new byte[8]);
        Refuses("x: tensor 'd' is of type F64, which single precision would round; read it in double precision.", () => precise.Entries["d"].ToTensor<float>());
    }

    public static TheoryData<string, int, string> Malformed => new()
    {
        { "[]", 0, "x: not a .safetensors file: its header does not begin with '{'." },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "x: truncated: tensor 'a' ends at byte 8 of the data, but 7 are there." },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "x: 1 bytes after the last tensor belong to none." },
        {
            """{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""",
            12,
            "x: tensor 'a' begins at byte 4 of the data, but the one before ends at 0: it leaves a gap."
        },
        {
            """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
            8,
            "x: tensor 'b' begins at byte 4 of the data, but the one before ends at 8: it overlaps the tensor before it."
        },
        {
            """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""",
            8,
            "x: tensor 'a' of shape [3] and type F32 needs 12 bytes, but its data_offsets span 8."
        },
        {
            """{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904,9],"data_offsets":[0,0]}}""",
            0,
            "x: tensor 'a' of shape [4611686018427387904, 4611686018427387904, 9] and type F32 needs more than 2^64 bytes, but its data_offsets span 0."
        },
        {
            """{"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}""",
            4,
            "x: tensor 'a' is of type 'F99', which is not one of F64, I64, U64, F32, I32, U32, F16, BF16, I16, U16, F8_E4M3, F8_E5M2, I8, U8, BOOL."
        },
        {
            """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""",
            4,
            "x: tensor 'a': data_offsets [4, 0] must be a begin and an end that is not before it."
        },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "x: tensor 'a': data_offsets [0] must be a begin and an end that is not before it." },
        { """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "x: tensor 'a': shape must hold integers from 0 to 2^63 - 1." },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "x: tensor 'a': shape must hold integers from 0 to 2^63 - 1." },
        { """{"a":{"dtype":"F32","shape":7,"data_offsets":[0,4]}}""", 4, "x: tensor 'a': shape must be an array." },
        { """{"a":{"dtype":3,"shape":[1],"data_offsets":[0,4]}}""", 4, "x: tensor 'a': dtype must be a string." },
        { """{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "x: tensor 'a' has no dtype." },
        { """{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "x: tensor 'a' has no shape." },
        { """{"a":{"dtype":"F32","shape":[1]}}""", 4, "x: tensor 'a' has no data_offsets." },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"colour":1}}""", 4, "x: tensor 'a' has the key 'colour', which the format does not know." },
        { """{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "x: the key of tensor 'a' 'dtype' occurs twice in the header." },
        {
            """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
            8,
            "x: the tensor 'a' occurs twice in the header."
        },
        { """{"a":3}""", 0, "x: tensor 'a' must be a JSON object." },
        { """{"__metadata__":{"k":1}}""", 0, "x: __metadata__: the value of 'k' must be a string." },
        { """{"__metadata__":{"k":"1","k":"2"}}""", 0, "x: the key of __metadata__ 'k' occurs twice in the header." },
        { """{"__metadata__":[]}""", 0, "x: __metadata__ must be a JSON object." },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void MalformedHeadersAreRefused(string header, int dataBytes, string message) => Refuses(message, () => Parse(header, new byte[dataBytes]));

    [Theory]
    [InlineData("""{"a":""")]
    [InlineData("""{"a":{}} {}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[1]]]]],"data_offsets":[0,4]}}""")]
    public void BrokenJsonIsRefusedInOneLine(string header)
    {
        var message = Assert.Throws<InputException>(() => Parse(header, new byte[4])).Message;
        Assert.StartsWith("x: ", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void BadLengthsAreRefused()
    {
        Refuses("x: not a .safetensors file: 5 bytes, but the header's length alone takes 8.", () => SafeTensorsFile.Parse(new byte[5], "x"));
        var bytes = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 100);
        Refuses("x: truncated: its header claims 100 bytes, but 2 follow.", () => SafeTensorsFile.Parse(bytes, "x"));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        Refuses(
            "x: not a .safetensors file: its header claims 18446744073709551615 bytes, more than the 100000000 that the format allows.",
            () => SafeTensorsFile.Parse(bytes, "x"));
        Refuses("x: not a .safetensors file: its header does not begin with '{'.", () => SafeTensorsFile.Parse(new byte[8], "x"));
    }

    [Fact]
    public void EveryTruncationOfAFileIsRefused()
    {
        using var stream = new MemoryStream();
        new SafeTensorsFile([SafeTensorsEntry.From("w", Tensor<float>.From(new Shape(3), [1, 2, 3]))]).Write(stream);
        var bytes = stream.ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InputException>(() => SafeTensorsFile.Parse(bytes.AsMemory(0, length), "x"));
        }
    }

    [Fact]
    public void ImpossiblePlacesAreRefused()
    {
        using var folder = new TemporaryFolder();
        var elsewhere = folder.File("missing/x.safetensors");
        Refuses($"{elsewhere} cannot be written: the folder {folder.File("missing")} does not exist.", () => new SafeTensorsFile([]).Write(elsewhere));
        Refuses("/dev/null cannot be written: it is a device, which a finished file cannot replace.", () => new SafeTensorsFile([]).Write("/dev/null"));
    }

    [Fact]
    public void MissingFilesAreNamed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("none.safetensors");
        Refuses($"{path}: there is no such file.", () => SafeTensorsFile.Read(path));
    }

    private static SafeTensorsFile Parse(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        return SafeTensorsFile.Parse((byte[])[.. bytes, .. json, .. data], "x");
    }

    private static void Refuses(string message, Action action) => Assert.Equal(message, Assert.Throws<InputException>(action).Message);
}
