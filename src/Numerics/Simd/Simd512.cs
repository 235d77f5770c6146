using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QXai.Numerics.Simd;

/// <summary>A 512-bit vector: 16 floats or 8 doubles. Loads and stores are unchecked: the kernels check their lengths once at entry.</summary>
internal struct Simd512<T>(Vector512<T> value) : ISimd<Simd512<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Vector512<T> value = value;

    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    public static int Lanes => Vector512<T>.Count;

    public static Simd512<T> Zero => new(Vector512<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(ref readonly T source, nuint index) => new(Vector512.LoadUnsafe(in source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nuint index) => value.StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StoreSelected(Simd512<T> mask, Simd512<T> value, ref T destination)
    {
        var bits = Vector512.ExtractMostSignificantBits(mask.value);
        if (Avx512F.IsSupported)
        {
            var packed = typeof(T) == typeof(float)
                ? Avx512F.Compress(Vector512<float>.Zero, mask.value.AsSingle(), value.value.AsSingle()).As<float, T>()
                : Avx512F.Compress(Vector512<double>.Zero, mask.value.AsDouble(), value.value.AsDouble()).As<double, T>();
            packed.StoreUnsafe(ref destination);
            return BitOperations.PopCount(bits);
        }

        var count = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            Unsafe.Add(ref destination, count) = value.value.GetElement(lane);
            count += (int)(bits >> lane & 1);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Simd512<T> mask) => Vector512.ExtractMostSignificantBits(mask.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FirstLanes(int count) => new(Vector512.LessThan(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(count))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Select(Simd512<T> mask, Simd512<T> a, Simd512<T> b) => new(Vector512.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Permute(Simd512<T> a, Simd512<T> indices) => typeof(T) == typeof(float)
        ? new(Vector512.ShuffleNative(a.value.AsInt32(), indices.value.AsInt32()).As<int, T>())
        : new(Vector512.ShuffleNative(a.value.AsInt64(), indices.value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FusedMultiplyAdd(Simd512<T> a, Simd512<T> b, Simd512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Simd512<T> a, Simd512<T> b) => value = typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), value.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), value.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FusedMultiplyAdd(Simd512<T> a, ref readonly T source, nuint index, Simd512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(
            a.value.AsSingle(), Vector512.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.AsRef(in source)), index), c.value.AsSingle()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(
            a.value.AsDouble(), Vector512.LoadUnsafe(ref Unsafe.As<T, double>(ref Unsafe.AsRef(in source)), index), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FusedMultiplyAdd(Simd512<T> a, ref readonly T b, Simd512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(
            a.value.AsSingle(), Vector512.Create(Unsafe.As<T, float>(ref Unsafe.AsRef(in b))), c.value.AsSingle()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(
            a.value.AsDouble(), Vector512.Create(Unsafe.As<T, double>(ref Unsafe.AsRef(in b))), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FusedNegatedMultiplyAdd(Simd512<T> a, Simd512<T> b, Simd512<T> c) => typeof(T) == typeof(float)
        ? new((Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAddNegated(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            : Vector512.FusedMultiplyAdd(-a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())).As<float, T>())
        : new((Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAddNegated(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            : Vector512.FusedMultiplyAdd(-a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Simd512<T> a) => a.value.AsByte() == Vector512<byte>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator |(Simd512<T> a, Simd512<T> b) => new(a.value | b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> a, Simd512<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> a, Simd512<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> a, Simd512<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> a, Simd512<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Max(Simd512<T> a, Simd512<T> b) => new(Vector512.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LessThan(Simd512<T> a, Simd512<T> b) => new(Vector512.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> a) => new(Vector512.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> PowerOfTwo(Simd512<T> n) => typeof(T) == typeof(float)
        ? new(((n.value.AsSingle() + Vector512.Create(FloatBits.BiasedSingle)).AsInt32() << FloatBits.FractionSingle).As<int, T>())
        : new(((n.value.AsDouble() + Vector512.Create(FloatBits.BiasedDouble)).AsInt64() << FloatBits.FractionDouble).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Exponent(Simd512<T> a) => typeof(T) == typeof(float)
        ? new((Vector512.ConvertToSingle(a.value.AsInt32() >>> FloatBits.FractionSingle) - Vector512.Create(FloatBits.BiasSingle)).As<float, T>())
        : new((FromWhole(a.value.AsInt64() >>> FloatBits.FractionDouble) - Vector512.Create(FloatBits.BiasDouble)).As<double, T>());

    /// <summary>Whole numbers from 0 to 2^52 - 1 as floating-point numbers (only the newest instructions convert 64 bits at once).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> FromWhole(Vector512<long> n) =>
        (n | Vector512.Create(FloatBits.TwoTo52)).AsDouble() - Vector512.Create(FloatBits.ValueOfTwoTo52);
}
