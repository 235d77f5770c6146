namespace QXai.Nn.SafeTensors;

/// <summary>The element types of the .safetensors format, with their names in the file and their sizes in bytes.</summary>
public static class SafeTensorsType
{
    /// <summary>IEEE single precision.</summary>
    public const string F32 = "F32";

    /// <summary>IEEE double precision.</summary>
    public const string F64 = "F64";

    /// <summary>IEEE half precision.</summary>
    public const string F16 = "F16";

    /// <summary>The upper 16 bits of single precision.</summary>
    public const string BF16 = "BF16";

    /// <summary>Signed 64-bit integer.</summary>
    public const string I64 = "I64";

    private static readonly (string Name, int Size)[] Types =
    [
        (F64, 8), (I64, 8), ("U64", 8), (F32, 4), ("I32", 4), ("U32", 4), (F16, 2), (BF16, 2), ("I16", 2), ("U16", 2),
        ("F8_E4M3", 1), ("F8_E5M2", 1), ("I8", 1), ("U8", 1), ("BOOL", 1),
    ];

    /// <summary>All names, the widest types first.</summary>
    public static IEnumerable<string> Names => Types.Select(type => type.Name);

    /// <summary>Bytes per element; false for a name that the format does not know.</summary>
    public static bool TryGetSize(string name, out int size)
    {
        size = Array.Find(Types, type => type.Name == name).Size;
        return size > 0;
    }
}
