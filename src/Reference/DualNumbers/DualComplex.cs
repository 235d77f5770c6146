using System.Numerics;
using System.Runtime.CompilerServices;

namespace QXai.Reference.DualNumbers;

/// <summary>A complex number whose real and imaginary parts are dual: an amplitude and its derivative along one direction.</summary>
public readonly record struct DualComplex(Dual Re, Dual Im)
{
    /// <summary>A real number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator DualComplex(Dual re) => new(re, 0);

    /// <summary>A real constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator DualComplex(double re) => new(re, 0);

    /// <summary>A complex constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator DualComplex(Complex constant) => new(constant.Real, constant.Imaginary);

    /// <summary>e^(i t) = cos t + i sin t.</summary>
    public static DualComplex Phase(Dual t) => new(Dual.Cos(t), Dual.Sin(t));

    /// <summary>Sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualComplex operator +(DualComplex a, DualComplex b) => new(a.Re + b.Re, a.Im + b.Im);

    /// <summary>Opposite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualComplex operator -(DualComplex a) => new(-a.Re, -a.Im);

    /// <summary>(a + ib)(c + id) = ac - bd + i(ad + bc).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualComplex operator *(DualComplex a, DualComplex b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);

    /// <summary>a + ib -> a - ib.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DualComplex Conjugate() => new(Re, -Im);
}
