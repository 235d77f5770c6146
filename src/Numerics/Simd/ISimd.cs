using System.Numerics;

namespace QXai.Numerics.Simd;

/// <summary>
/// A vector of <see cref="Lanes"/> numbers. A kernel is written once, generic in its vector, and the JIT makes one specialised body for each of
/// <see cref="Simd512{T}"/>, <see cref="Simd256{T}"/>, <see cref="Simd128{T}"/> and <see cref="Simd1{T}"/>: the same source runs on AVX-512, AVX2,
/// NEON and plain hardware. Every lane does the same sequence of correctly rounded operations at every width, so that results agree bit for bit
/// wherever the kernel vectorises over independent outputs.
/// </summary>
internal interface ISimd<TSelf, T>
    where TSelf : struct, ISimd<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers per vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>All lanes zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>All lanes equal to <paramref name="value"/>.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>The lanes at source[index], source[index + 1], ...; the caller has checked that they exist.</summary>
    static abstract TSelf Load(ref readonly T source, nuint index);

    /// <summary>Stores the lanes at destination[index], destination[index + 1], ...; the caller has checked that they exist.</summary>
    void Store(ref T destination, nuint index);

    /// <summary>
    /// Stores the lanes that the mask selects one after the other from destination on, and returns how many they are. What stands
    /// behind them, up to <see cref="Lanes"/> elements from destination on, may be overwritten.
    /// </summary>
    static abstract int StoreSelected(TSelf mask, TSelf value, ref T destination);

    /// <summary>Bit j is set where lane j is selected by the mask.</summary>
    static abstract ulong Bits(TSelf mask);

    /// <summary>
    /// The mask of the lanes 0 to <paramref name="count"/> - 1, for <see cref="Select"/>; a count above <see cref="Lanes"/> means all, below 1 none.
    /// </summary>
    static abstract TSelf FirstLanes(int count);

    /// <summary>Lane-wise choice: a where the mask is set, b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>
    /// Lane j of the result is lane indices[j] of <paramref name="a"/>. The indices are whole numbers below <see cref="Lanes"/> in the bits of a vector, as
    /// <see cref="Simd.LaneIndices"/> writes them.
    /// </summary>
    static abstract TSelf Permute(TSelf a, TSelf indices);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>
    /// this += a * b, rounded once. A change in place, since the JIT then keeps a sum in its register: what
    /// <see cref="FusedMultiplyAdd(TSelf, TSelf, TSelf)"/> returns may cost a move.
    /// </summary>
    void AddProduct(TSelf a, TSelf b);

    /// <summary>a * source[index] + c, rounded once; the lanes are read as <see cref="Load"/> does, in the same instruction where there is one.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, ref readonly T source, nuint index, TSelf c);

    /// <summary>a * b + c with b the number at <paramref name="b"/> in all lanes, rounded once; read in the same instruction where there is one.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, ref readonly T b, TSelf c);

    /// <summary>c - a * b, rounded once.</summary>
    static abstract TSelf FusedNegatedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Whether all bits of all lanes are 0; a negative zero has one that is not.</summary>
    static abstract bool IsZero(TSelf a);

    /// <summary>The bits that are set in a or in b: zero where both are, otherwise no number to reckon with.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Lane-wise difference.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Lane-wise product.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Lane-wise quotient.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Lane-wise maximum; which operand is returned for NaN or for zeros of both signs is not specified.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The mask of the lanes in which a is less than b, for <see cref="Select"/>; not set where one of them is not a number.</summary>
    static abstract TSelf LessThan(TSelf a, TSelf b);

    /// <summary>Lane-wise square root.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>2^n for whole numbers n that are exponents of normal numbers: -126 to 127 in single precision, -1022 to 1023 in double.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>floor(log2 a) for normal numbers a &gt; 0.</summary>
    static abstract TSelf Exponent(TSelf a);
}
