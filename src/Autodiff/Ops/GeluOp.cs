using System.Numerics;
using QXai.Numerics.Special;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Gaussian error linear unit, elementwise, in its exact form: y = x Phi(x), Phi(x) = erfc(-x / sqrt 2) / 2 the normal distribution function.
/// Pullback: dx = (Phi(x) + x phi(x)) dy with the density phi(x) = e^(-x^2/2) / sqrt(2 pi). Hendrycks and Gimpel, arXiv:1606.08415.
/// </summary>
public sealed class GeluOp<T>(Node<T> x) : UnaryOp<T, GeluOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>x Phi(x) and its slope, evaluated in double precision.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        private static readonly double Root2 = Math.Sqrt(2), Root2Pi = Math.Sqrt(2 * Math.PI);

        static T IUnaryFunction<T>.Value(T x) => x * Phi(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => Phi(x) + x * Density(double.CreateTruncating(x));

        private static T Phi(T x) => T.CreateTruncating(ErrorFunction.Erfc(-double.CreateTruncating(x) / Root2) / 2);

        private static T Density(double x) => T.CreateTruncating(Math.Exp(-x * x / 2) / Root2Pi);
    }
}

/// <summary>Adds <c>x.Gelu()</c> to nodes.</summary>
public static class GeluExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="GeluOp{T}"/>
        public Node<T> Gelu() => x.Tape.Record(new GeluOp<T>(x));
    }
}
