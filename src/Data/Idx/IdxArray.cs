using QXai.Numerics;

namespace QXai.Data.Idx;

/// <summary>What an IDX file of unsigned bytes holds: its extents as declared in the header, and the bytes of the first items in row-major order.</summary>
/// <param name="Name">The file, for error messages.</param>
/// <param name="Extents">Number of items, then the extents of one item.</param>
/// <param name="Items">How many items, counted from the first, are kept in <paramref name="Bytes"/>.</param>
/// <param name="Bytes">The kept items one after the other.</param>
internal sealed record IdxArray(string Name, Shape Extents, int Items, byte[] Bytes);
