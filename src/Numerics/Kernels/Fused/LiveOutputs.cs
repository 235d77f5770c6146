using System.Numerics;
using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// A list of outputs that have a gradient: entry e has a start (where it reads) and a factor (its cotangent). A start is kept as a
/// <typeparamref name="T"/>, so that vectors of starts can be computed and packed like vectors of factors; all that occur are exact. Lists are
/// written in whole vectors, for which there is room.
/// </summary>
internal sealed class LiveOutputs<T>(int capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public AlignedMemory<T> Starts { get; } = new(capacity + AlignedMemory<T>.Line);

    public AlignedMemory<T> Factors { get; } = new(capacity + AlignedMemory<T>.Line);

    /// <summary>The start of entry <paramref name="e"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Start(ref T starts, int e) =>
        typeof(T) == typeof(float)
            ? float.ConvertToIntegerNative<int>(Unsafe.As<T, float>(ref Unsafe.Add(ref starts, e)))
            : (nint)double.ConvertToIntegerNative<long>(Unsafe.As<T, double>(ref Unsafe.Add(ref starts, e)));
}
