using System.Buffers.Binary;
using System.Text.Json;
using QXai.Numerics;

namespace QXai.Nn.SafeTensors;

/// <summary>
/// Reads .safetensors and refuses whatever is not exactly one: a header longer than the file or than 100 MB, JSON of another form, names that occur
/// twice, unknown element types, sizes that do not match the shape, gaps, overlaps and surplus bytes. The elements are windows on the file's bytes.
/// </summary>
internal static class SafeTensorsReader
{
    private const int LongestHeader = 100_000_000;

    public static SafeTensorsFile Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.Length < 8)
        {
            throw new InputException($"{file}: not a .safetensors file: {bytes.Length} bytes, but the header's length alone takes 8.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        if (length > LongestHeader)
        {
            throw new InputException(
                $"{file}: not a .safetensors file: its header claims {length} bytes, more than the {LongestHeader} that the format allows.");
        }

        if (length > (ulong)(bytes.Length - 8))
        {
            throw new InputException($"{file}: truncated: its header claims {length} bytes, but {bytes.Length - 8} follow.");
        }

        var header = bytes.Slice(8, (int)length);
        var data = bytes[(8 + (int)length)..];
        if (header.Length == 0 || header.Span[0] != '{')
        {
            throw new InputException($"{file}: not a .safetensors file: its header does not begin with '{{'.");
        }

        try
        {
            return new HeaderParser(file, header.Span, data).Parse();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{file}: the header is not valid JSON: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    private ref struct HeaderParser(string file, ReadOnlySpan<byte> header, ReadOnlyMemory<byte> data)
    {
        private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        private readonly HashSet<string> names = new(StringComparer.Ordinal);
        private readonly List<(string Name, string Type, long[] Extents, long Begin, long End)> tensors = [];
        private Utf8JsonReader json = new(header, new JsonReaderOptions { MaxDepth = 4 });

        public SafeTensorsFile Parse()
        {
            json.Read();
            while (Next() == JsonTokenType.PropertyName)
            {
                var name = Unique(names, "tensor");
                if (name == "__metadata__")
                {
                    ReadMetadata();
                }
                else
                {
                    tensors.Add(ReadTensor(name));
                }
            }

            while (json.Read())
            {
            }

            return new SafeTensorsFile(Place(), metadata);
        }

        private IEnumerable<SafeTensorsEntry> Place()
        {
            tensors.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
            long expected = 0;
            var entries = new List<SafeTensorsEntry>(tensors.Count);
            foreach (var (name, type, extents, begin, end) in tensors)
            {
                if (begin != expected)
                {
                    var fault = begin < expected ? "overlaps the tensor before it" : "leaves a gap";
                    throw new InputException($"{file}: tensor '{name}' begins at byte {begin} of the data, but the one before ends at {expected}: it {fault}.");
                }

                if (end > data.Length)
                {
                    throw new InputException($"{file}: truncated: tensor '{name}' ends at byte {end} of the data, but {data.Length} are there.");
                }

                entries.Add(new SafeTensorsEntry(file, name, type, extents, data[(int)begin..(int)end]));
                expected = end;
            }

            return expected == data.Length
                ? entries
                : throw new InputException($"{file}: {data.Length - expected} bytes after the last tensor belong to none.");
        }

        private (string Name, string Type, long[] Extents, long Begin, long End) ReadTensor(string name)
        {
            Expect(JsonTokenType.StartObject, $"tensor '{name}' must be a JSON object");
            (string? type, long[]? extents, long[]? offsets) = (null, null, null);
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (Next() == JsonTokenType.PropertyName)
            {
                switch (Unique(keys, $"key of tensor '{name}'"))
                {
                    case "dtype":
                        Expect(JsonTokenType.String, $"tensor '{name}': dtype must be a string");
                        type = json.GetString();
                        break;
                    case "shape":
                        extents = ReadIntegers(name, "shape");
                        break;
                    case "data_offsets":
                        offsets = ReadIntegers(name, "data_offsets");
                        break;
                    case var key:
                        throw new InputException($"{file}: tensor '{name}' has the key '{key}', which the format does not know.");
                }
            }

            if (type is null || extents is null || offsets is null)
            {
                var missing = type is null ? "dtype" : extents is null ? "shape" : "data_offsets";
                throw new InputException($"{file}: tensor '{name}' has no {missing}.");
            }

            CheckSize(name, type, extents, offsets);
            return (name, type, extents, offsets[0], offsets[1]);
        }

        private readonly void CheckSize(string name, string type, long[] extents, long[] offsets)
        {
            if (!SafeTensorsType.TryGetSize(type, out var size))
            {
                throw new InputException($"{file}: tensor '{name}' is of type '{type}', which is not one of {string.Join(", ", SafeTensorsType.Names)}.");
            }

            if (offsets.Length != 2 || offsets[1] < offsets[0])
            {
                throw new InputException(
                    $"{file}: tensor '{name}': data_offsets [{string.Join(", ", offsets)}] must be a begin and an end that is not before it.");
            }

            var expected = extents.Aggregate((UInt128)size, (product, extent) => product > ulong.MaxValue ? product : product * (ulong)extent);
            if (extents.Contains(0))
            {
                expected = 0;
            }

            if (expected != (UInt128)(offsets[1] - offsets[0]))
            {
                var needed = expected > ulong.MaxValue ? "more than 2^64" : expected.ToString();
                throw new InputException(
                    $"{file}: tensor '{name}' of shape [{string.Join(", ", extents)}] and type {type} needs {needed} bytes, "
                    + $"but its data_offsets span {offsets[1] - offsets[0]}.");
            }
        }

        private long[] ReadIntegers(string name, string key)
        {
            Expect(JsonTokenType.StartArray, $"tensor '{name}': {key} must be an array");
            var integers = new List<long>();
            while (Next() != JsonTokenType.EndArray)
            {
                if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var value) || value < 0)
                {
                    throw new InputException($"{file}: tensor '{name}': {key} must hold integers from 0 to 2^63 - 1.");
                }

                integers.Add(value);
            }

            return [.. integers];
        }

        private void ReadMetadata()
        {
            Expect(JsonTokenType.StartObject, "__metadata__ must be a JSON object");
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (Next() == JsonTokenType.PropertyName)
            {
                var key = Unique(keys, "key of __metadata__");
                Expect(JsonTokenType.String, $"__metadata__: the value of '{key}' must be a string");
                metadata.Add(key, json.GetString()!);
            }
        }

        private readonly string Unique(HashSet<string> seen, string what)
        {
            var name = json.GetString()!;
            return seen.Add(name) ? name : throw new InputException($"{file}: the {what} '{name}' occurs twice in the header.");
        }

        private JsonTokenType Next() => json.Read() ? json.TokenType : throw new JsonException("it ends too early.");

        private void Expect(JsonTokenType token, string rule)
        {
            if (Next() != token)
            {
                throw new InputException($"{file}: {rule}.");
            }
        }
    }
}
