using System.Numerics;
using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels;

/// <summary>A matrix in memory: element (i, j) stands <paramref name="row"/> i + <paramref name="column"/> j after the first. Unchecked: made by
/// kernels that have checked the lengths.</summary>
internal readonly ref struct MatrixView<T>(ref readonly T first, nint row, nint column)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref readonly T first = ref first;

    /// <summary>Distance from one row to the next.</summary>
    public nint Row { get; } = row;

    /// <summary>Distance from one column to the next.</summary>
    public nint Column { get; } = column;

    /// <summary>Element (i, j).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly T At(nint i, nint j) => ref Unsafe.Add(ref Unsafe.AsRef(in first), i * Row + j * Column);

    /// <summary>The matrix without its first i rows and j columns.</summary>
    public MatrixView<T> From(nint i, nint j) => new(in At(i, j), Row, Column);
}
