using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QXai.Numerics.Simd;

/// <summary>A 128-bit vector: NEON, and x86 without AVX. Loads and stores are unchecked: the kernels check their lengths once at entry.</summary>
internal struct Simd128<T>(Vector128<T> value) : ISimd<Simd128<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Vector128<T> value = value;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Lanes => Vector128<T>.Count;

    public static Simd128<T> Zero => new(Vector128<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(ref readonly T source, nuint index) => new(Vector128.LoadUnsafe(in source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nuint index) => value.StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StoreSelected(Simd128<T> mask, Simd128<T> value, ref T destination)
    {
        var (bits, count) = (Vector128.ExtractMostSignificantBits(mask.value), 0);
        for (var lane = 0; lane < Lanes; lane++)
        {
            Unsafe.Add(ref destination, count) = value.value.GetElement(lane);
            count += (int)(bits >> lane & 1);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Simd128<T> mask) => Vector128.ExtractMostSignificantBits(mask.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FirstLanes(int count) => new(Vector128.LessThan(Vector128<T>.Indices, Vector128.Create(T.CreateTruncating(count))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Select(Simd128<T> mask, Simd128<T> a, Simd128<T> b) => new(Vector128.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Permute(Simd128<T> a, Simd128<T> indices) => typeof(T) == typeof(float)
        ? new(Vector128.ShuffleNative(a.value.AsInt32(), indices.value.AsInt32()).As<int, T>())
        : new(Vector128.ShuffleNative(a.value.AsInt64(), indices.value.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FusedMultiplyAdd(Simd128<T> a, Simd128<T> b, Simd128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Simd128<T> a, Simd128<T> b) => value = typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), value.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), value.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FusedMultiplyAdd(Simd128<T> a, ref readonly T source, nuint index, Simd128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(
            a.value.AsSingle(), Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.AsRef(in source)), index), c.value.AsSingle()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(
            a.value.AsDouble(), Vector128.LoadUnsafe(ref Unsafe.As<T, double>(ref Unsafe.AsRef(in source)), index), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FusedMultiplyAdd(Simd128<T> a, ref readonly T b, Simd128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(
            a.value.AsSingle(), Vector128.Create(Unsafe.As<T, float>(ref Unsafe.AsRef(in b))), c.value.AsSingle()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(
            a.value.AsDouble(), Vector128.Create(Unsafe.As<T, double>(ref Unsafe.AsRef(in b))), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FusedNegatedMultiplyAdd(Simd128<T> a, Simd128<T> b, Simd128<T> c) => typeof(T) == typeof(float)
        ? new((Fma.IsSupported
            ? Fma.MultiplyAddNegated(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            : Vector128.FusedMultiplyAdd(-a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())).As<float, T>())
        : new((Fma.IsSupported
            ? Fma.MultiplyAddNegated(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            : Vector128.FusedMultiplyAdd(-a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Simd128<T> a) => a.value.AsByte() == Vector128<byte>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator |(Simd128<T> a, Simd128<T> b) => new(a.value | b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> a, Simd128<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> a, Simd128<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> a, Simd128<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> a, Simd128<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Max(Simd128<T> a, Simd128<T> b) => new(Vector128.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LessThan(Simd128<T> a, Simd128<T> b) => new(Vector128.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> a) => new(Vector128.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> PowerOfTwo(Simd128<T> n) => typeof(T) == typeof(float)
        ? new(((n.value.AsSingle() + Vector128.Create(FloatBits.BiasedSingle)).AsInt32() << FloatBits.FractionSingle).As<int, T>())
        : new(((n.value.AsDouble() + Vector128.Create(FloatBits.BiasedDouble)).AsInt64() << FloatBits.FractionDouble).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Exponent(Simd128<T> a) => typeof(T) == typeof(float)
        ? new((Vector128.ConvertToSingle(a.value.AsInt32() >>> FloatBits.FractionSingle) - Vector128.Create(FloatBits.BiasSingle)).As<float, T>())
        : new((FromWhole(a.value.AsInt64() >>> FloatBits.FractionDouble) - Vector128.Create(FloatBits.BiasDouble)).As<double, T>());

    /// <summary>Whole numbers from 0 to 2^52 - 1 as floating-point numbers (only the newest instructions convert 64 bits at once).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> FromWhole(Vector128<long> n) =>
        (n | Vector128.Create(FloatBits.TwoTo52)).AsDouble() - Vector128.Create(FloatBits.ValueOfTwoTo52);
}
