using System.Numerics;
using System.Runtime.CompilerServices;

namespace QXai.Numerics.Simd;

/// <summary>A "vector" of one lane: the tails of loops, and machines without vector hardware.</summary>
internal struct Simd1<T>(T value) : ISimd<Simd1<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T value = value;

    public static int Lanes => 1;

    public static Simd1<T> Zero => new(T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Broadcast(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Load(ref readonly T source, nuint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nuint index) => Unsafe.Add(ref destination, index) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StoreSelected(Simd1<T> mask, Simd1<T> value, ref T destination)
    {
        destination = value.value;
        return mask.value == T.Zero ? 0 : 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Simd1<T> mask) => mask.value == T.Zero ? 0UL : 1UL;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> FirstLanes(int count) => new(count > 0 ? T.One : T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Select(Simd1<T> mask, Simd1<T> a, Simd1<T> b) => mask.value == T.Zero ? b : a;

    public static Simd1<T> Permute(Simd1<T> a, Simd1<T> indices) => a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> FusedMultiplyAdd(Simd1<T> a, Simd1<T> b, Simd1<T> c) => new(T.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Simd1<T> a, Simd1<T> b) => value = T.FusedMultiplyAdd(a.value, b.value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> FusedMultiplyAdd(Simd1<T> a, ref readonly T source, nuint index, Simd1<T> c) => FusedMultiplyAdd(a, Load(in source, index), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> FusedMultiplyAdd(Simd1<T> a, ref readonly T b, Simd1<T> c) => FusedMultiplyAdd(a, Broadcast(b), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> FusedNegatedMultiplyAdd(Simd1<T> a, Simd1<T> b, Simd1<T> c) => new(T.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Simd1<T> a) => typeof(T) == typeof(float) ? Unsafe.BitCast<T, int>(a.value) == 0 : Unsafe.BitCast<T, long>(a.value) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator |(Simd1<T> a, Simd1<T> b) => new(typeof(T) == typeof(float)
        ? Unsafe.BitCast<int, T>(Unsafe.BitCast<T, int>(a.value) | Unsafe.BitCast<T, int>(b.value))
        : Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(a.value) | Unsafe.BitCast<T, long>(b.value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator +(Simd1<T> a, Simd1<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator -(Simd1<T> a, Simd1<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator *(Simd1<T> a, Simd1<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> operator /(Simd1<T> a, Simd1<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Max(Simd1<T> a, Simd1<T> b) => new(T.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> LessThan(Simd1<T> a, Simd1<T> b) => new(a.value < b.value ? T.One : T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Sqrt(Simd1<T> a) => new(T.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> PowerOfTwo(Simd1<T> n) => typeof(T) == typeof(float)
        ? new(From(BitConverter.Int32BitsToSingle((int.CreateTruncating(n.value) + (int)FloatBits.BiasSingle) << FloatBits.FractionSingle)))
        : new(From(BitConverter.Int64BitsToDouble((long.CreateTruncating(n.value) + (long)FloatBits.BiasDouble) << FloatBits.FractionDouble)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd1<T> Exponent(Simd1<T> a) => typeof(T) == typeof(float)
        ? new(From((BitConverter.SingleToInt32Bits(float.CreateTruncating(a.value)) >>> FloatBits.FractionSingle) - FloatBits.BiasSingle))
        : new(From((BitConverter.DoubleToInt64Bits(double.CreateTruncating(a.value)) >>> FloatBits.FractionDouble) - FloatBits.BiasDouble));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T From(double value) => T.CreateTruncating(value);
}
