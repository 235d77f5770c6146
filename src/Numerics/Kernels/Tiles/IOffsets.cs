using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>Where the terms p = 0, 1, ... of a sum stand, counted from the first element of an array.</summary>
internal interface IOffsets
{
    nint this[nint p] { get; }
}

/// <summary>Evenly spaced: p * stride.</summary>
internal readonly struct Strided(nint stride) : IOffsets
{
    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => p * stride;
    }
}

/// <summary>Anywhere: read from a table.</summary>
internal readonly ref struct Tabled(ref readonly int first) : IOffsets
{
    private readonly ref readonly int first = ref first;

    public nint this[nint p]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref Unsafe.AsRef(in first), p);
    }
}
