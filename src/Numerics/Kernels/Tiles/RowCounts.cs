using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>
/// A number of rows that the JIT knows, as a type of so many bytes: <c>Unsafe.SizeOf</c> of it is a constant before anything is inlined, so what a
/// smaller tile does not have costs nothing, not even the JIT's patience.
/// </summary>
[InlineArray(1)]
internal struct Rows1
{
    private byte row;
}

[InlineArray(2)]
internal struct Rows2
{
    private byte row;
}

[InlineArray(3)]
internal struct Rows3
{
    private byte row;
}

[InlineArray(4)]
internal struct Rows4
{
    private byte row;
}

[InlineArray(6)]
internal struct Rows6
{
    private byte row;
}

[InlineArray(8)]
internal struct Rows8
{
    private byte row;
}

[InlineArray(9)]
internal struct Rows9
{
    private byte row;
}

[InlineArray(12)]
internal struct Rows12
{
    private byte row;
}
