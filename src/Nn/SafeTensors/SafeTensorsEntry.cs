using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using QXai.Numerics;

namespace QXai.Nn.SafeTensors;

/// <summary>One tensor of a .safetensors file: its name, element type, extents, and its elements as little-endian bytes in row-major order.</summary>
public sealed class SafeTensorsEntry
{
    private readonly string file;

    internal SafeTensorsEntry(string file, string name, string type, long[] extents, ReadOnlyMemory<byte> data)
    {
        this.file = file;
        (Name, Type, Extents, Data) = (name, type, extents, data);
    }

    /// <summary>The name, unique in its file.</summary>
    public string Name { get; }

    /// <summary>The element type as the file names it: <c>F32</c>.</summary>
    public string Type { get; }

    /// <summary>The extents, outermost axis first; none for a single number.</summary>
    public IReadOnlyList<long> Extents { get; }

    /// <summary>The elements.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>An entry to be written, from a tensor of single or double precision.</summary>
    public static SafeTensorsEntry From<T>(string name, Tensor<T> tensor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bytes = new byte[tensor.Length * Marshal.SizeOf<T>()];
        if (typeof(T) == typeof(float))
        {
            var values = MemoryMarshal.Cast<T, float>(tensor.Span);
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
            }
        }
        else if (typeof(T) == typeof(double))
        {
            var values = MemoryMarshal.Cast<T, double>(tensor.Span);
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * i), values[i]);
            }
        }

        return new SafeTensorsEntry("", name, TypeOf<T>(), [.. tensor.Shape.Extents.ToArray().Select(extent => (long)extent)], bytes);
    }

    /// <summary>
    /// The elements in precision T. F64 is read as double only; F32, F16 and BF16 as float or double, exactly. Throws <see cref="InputException"/>
    /// for other types, for F64 into float (which would round), and for more elements than a tensor holds.
    /// </summary>
    public Tensor<T> ToTensor<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Type == SafeTensorsType.F64 && typeof(T) == typeof(float))
        {
            throw new InputException($"{file}: tensor '{Name}' is of type F64, which single precision would round; read it in double precision.");
        }

        Func<int, T> element = Type switch
        {
            SafeTensorsType.F32 => i => T.CreateTruncating(BinaryPrimitives.ReadSingleLittleEndian(Data.Span[(4 * i)..])),
            SafeTensorsType.F64 => i => T.CreateTruncating(BinaryPrimitives.ReadDoubleLittleEndian(Data.Span[(8 * i)..])),
            SafeTensorsType.F16 => i => T.CreateTruncating(BinaryPrimitives.ReadHalfLittleEndian(Data.Span[(2 * i)..])),
            SafeTensorsType.BF16 => i => T.CreateTruncating(BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(Data.Span[(2 * i)..]) << 16)),
            _ => throw new InputException($"{file}: tensor '{Name}' is of type {Type}; weights are read from F32, F64, F16 and BF16."),
        };
        var tensor = new Tensor<T>(ToShape());
        var destination = tensor.Span;
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = element(i);
        }

        return tensor;
    }

    /// <summary>The elements of a tensor of type I64; <see cref="InputException"/> for other types.</summary>
    public long[] ToIntegers()
    {
        if (Type != SafeTensorsType.I64)
        {
            throw new InputException($"{file}: tensor '{Name}' is of type {Type}; integers are read from I64.");
        }

        var integers = new long[Data.Length / 8];
        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] = BinaryPrimitives.ReadInt64LittleEndian(Data.Span[(8 * i)..]);
        }

        return integers;
    }

    /// <summary>Name, type and extents.</summary>
    public override string ToString() => $"{Name} {Type}[{string.Join(", ", Extents)}]";

    /// <summary>The name of T in a file.</summary>
    internal static string TypeOf<T>() =>
        typeof(T) == typeof(float) ? SafeTensorsType.F32
        : typeof(T) == typeof(double) ? SafeTensorsType.F64
        : throw new ArgumentException($"Safetensors: tensors of {typeof(T).Name} are not written; of float and double they are.");

    private Shape ToShape()
    {
        try
        {
            return new Shape([.. Extents.Select(extent => checked((int)extent))]);
        }
        catch (Exception exception) when (exception is OverflowException or ShapeException)
        {
            throw new InputException($"{file}: tensor '{Name}' of shape [{string.Join(", ", Extents)}] has more than {int.MaxValue} elements.", exception);
        }
    }
}
