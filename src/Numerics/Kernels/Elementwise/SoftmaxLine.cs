using System.Numerics;
using QXai.Numerics.Simd;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Numerics.Kernels.Elementwise;

/// <summary>
/// The softmax of numbers that lie side by side, in vectors: y_k = e^(x_k - m) with m the largest x, their sum in the order of
/// <see cref="Reduction"/>, then y_k / sum. An element's operations do not depend on where it stands, so the bits are the same at every vector width.
/// </summary>
internal static class SoftmaxLine
{
    /// <summary>y_k = e^(x_k - m); returns m and the sum of y.</summary>
    public static (T Largest, T Sum) Exponentials<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
        {
            return (T.NegativeInfinity, T.Zero);
        }

        var largest = TensorPrimitives.Max(x);
        VectorFunction.Map(new ShiftedExp<T>(largest), x, y);
        return (largest, Reduction.Sum<T>(y[..x.Length]));
    }

    /// <summary>y_k = y_k / sum.</summary>
    public static void Divide<T>(Span<T> y, T sum)
        where T : unmanaged, IFloatingPointIeee754<T> => VectorFunction.Map(new Quotient<T>(sum), y, y);

    private readonly struct ShiftedExp<T>(T shift) : IVectorFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => SimdMath<T>.Exp(x - TSimd.Broadcast(shift));

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => y * dy;
    }

    private readonly struct Quotient<T>(T divisor) : IVectorFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => x / TSimd.Broadcast(divisor);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy / TSimd.Broadcast(divisor);
    }
}
