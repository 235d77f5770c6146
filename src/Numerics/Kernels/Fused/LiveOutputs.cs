using System.Numerics;
using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Lists of outputs that have a gradient: entry e of list k stands at k <see cref="Distance"/> + e, with a start (where it reads) and a factor (its
/// cotangent). A start is a whole number kept in
/// the bits of a <typeparamref name="T"/>, so that vectors of starts can be selected and packed like vectors of factors. Lists are written in whole
/// vectors, for which each has room.
/// </summary>
internal sealed class LiveOutputs<T>(int lists, int capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>From one list to the next.</summary>
    public int Distance => capacity + AlignedMemory<T>.Line;

    public int[] Counts { get; } = new int[lists];

    public AlignedMemory<T> Starts { get; } = new(lists * (capacity + AlignedMemory<T>.Line));

    public AlignedMemory<T> Factors { get; } = new(lists * (capacity + AlignedMemory<T>.Line));

    /// <summary>A whole number as the bits of a <typeparamref name="T"/>.</summary>
    public static T Bits(int start) => typeof(T) == typeof(float) ? Unsafe.BitCast<int, T>(start) : Unsafe.BitCast<long, T>(start);

    /// <summary>The whole number that entry <paramref name="e"/> of a list holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Start(ref T starts, int e) =>
        typeof(T) == typeof(float) ? Unsafe.As<T, int>(ref Unsafe.Add(ref starts, e)) : (nint)Unsafe.As<T, long>(ref Unsafe.Add(ref starts, e));
}
