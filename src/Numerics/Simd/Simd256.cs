using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QXai.Numerics.Simd;

/// <summary>A 256-bit vector: 8 floats or 4 doubles. Loads and stores are unchecked: the kernels check their lengths once at entry.</summary>
internal struct Simd256<T>(Vector256<T> value) : ISimd<Simd256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Vector256<T> value = value;

    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    public static int Lanes => Vector256<T>.Count;

    public static Simd256<T> Zero => new(Vector256<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(ref readonly T source, nuint index) => new(Vector256.LoadUnsafe(in source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nuint index) => value.StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StoreSelected(Simd256<T> mask, Simd256<T> value, ref T destination)
    {
        var (bits, count) = (Vector256.ExtractMostSignificantBits(mask.value), 0);
        for (var lane = 0; lane < Lanes; lane++)
        {
            Unsafe.Add(ref destination, count) = value.value.GetElement(lane);
            count += (int)(bits >> lane & 1);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Simd256<T> mask) => Vector256.ExtractMostSignificantBits(mask.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FirstLanes(int count) => new(Vector256.LessThan(Vector256<T>.Indices, Vector256.Create(T.CreateTruncating(count))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Select(Simd256<T> mask, Simd256<T> a, Simd256<T> b) => new(Vector256.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Permute(Simd256<T> a, Simd256<T> indices) => typeof(T) == typeof(float)
        ? new(Vector256.ShuffleNative(a.value.AsInt32(), indices.value.AsInt32()).As<int, T>())
        : new(Vector256.ShuffleNative(a.value.AsInt64(), indices.value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FusedMultiplyAdd(Simd256<T> a, Simd256<T> b, Simd256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Simd256<T> a, Simd256<T> b) => value = typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), value.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), value.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FusedMultiplyAdd(Simd256<T> a, ref readonly T source, nuint index, Simd256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(
            a.value.AsSingle(), Vector256.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.AsRef(in source)), index), c.value.AsSingle()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(
            a.value.AsDouble(), Vector256.LoadUnsafe(ref Unsafe.As<T, double>(ref Unsafe.AsRef(in source)), index), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FusedMultiplyAdd(Simd256<T> a, ref readonly T b, Simd256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(
            a.value.AsSingle(), Vector256.Create(Unsafe.As<T, float>(ref Unsafe.AsRef(in b))), c.value.AsSingle()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(
            a.value.AsDouble(), Vector256.Create(Unsafe.As<T, double>(ref Unsafe.AsRef(in b))), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FusedNegatedMultiplyAdd(Simd256<T> a, Simd256<T> b, Simd256<T> c) => typeof(T) == typeof(float)
        ? new((Fma.IsSupported
            ? Fma.MultiplyAddNegated(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            : Vector256.FusedMultiplyAdd(-a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())).As<float, T>())
        : new((Fma.IsSupported
            ? Fma.MultiplyAddNegated(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            : Vector256.FusedMultiplyAdd(-a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Simd256<T> a) => a.value.AsByte() == Vector256<byte>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator |(Simd256<T> a, Simd256<T> b) => new(a.value | b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator +(Simd256<T> a, Simd256<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> a, Simd256<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator *(Simd256<T> a, Simd256<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator /(Simd256<T> a, Simd256<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Max(Simd256<T> a, Simd256<T> b) => new(Vector256.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> LessThan(Simd256<T> a, Simd256<T> b) => new(Vector256.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Sqrt(Simd256<T> a) => new(Vector256.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> PowerOfTwo(Simd256<T> n) => typeof(T) == typeof(float)
        ? new(((n.value.AsSingle() + Vector256.Create(FloatBits.BiasedSingle)).AsInt32() << FloatBits.FractionSingle).As<int, T>())
        : new(((n.value.AsDouble() + Vector256.Create(FloatBits.BiasedDouble)).AsInt64() << FloatBits.FractionDouble).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Exponent(Simd256<T> a) => typeof(T) == typeof(float)
        ? new((Vector256.ConvertToSingle(a.value.AsInt32() >>> FloatBits.FractionSingle) - Vector256.Create(FloatBits.BiasSingle)).As<float, T>())
        : new((FromWhole(a.value.AsInt64() >>> FloatBits.FractionDouble) - Vector256.Create(FloatBits.BiasDouble)).As<double, T>());

    /// <summary>Whole numbers from 0 to 2^52 - 1 as floating-point numbers (only the newest instructions convert 64 bits at once).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> FromWhole(Vector256<long> n) =>
        (n | Vector256.Create(FloatBits.TwoTo52)).AsDouble() - Vector256.Create(FloatBits.ValueOfTwoTo52);
}
