using System.Runtime.CompilerServices;

namespace QXai.Reference.DualNumbers;

/// <summary>
/// A number together with its derivative along one direction: a + a' e with e^2 = 0. Computing f(a + a' e) in this arithmetic yields f(a) + f'(a) a'
/// e: value and directional derivative in one forward pass, without a tape and without any pullback.
/// </summary>
public readonly record struct Dual(double Value, double Tangent)
{
    /// <summary>A constant: its derivative along any direction is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Dual(double value) => new(value, 0);

    /// <summary>(a + b)' = a' + b'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Tangent + b.Tangent);

    /// <summary>(a - b)' = a' - b'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Tangent - b.Tangent);

    /// <summary>(-a)' = -a'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator -(Dual a) => new(-a.Value, -a.Tangent);

    /// <summary>(a b)' = a' b + a b'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, a.Tangent * b.Value + a.Value * b.Tangent);

    /// <summary>(a / b)' = (a' - (a / b) b') / b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator /(Dual a, Dual b)
    {
        var quotient = a.Value / b.Value;
        return new(quotient, (a.Tangent - quotient * b.Tangent) / b.Value);
    }

    /// <summary>sin(a)' = cos(a) a'.</summary>
    public static Dual Sin(Dual a) => new(Math.Sin(a.Value), Math.Cos(a.Value) * a.Tangent);

    /// <summary>cos(a)' = -sin(a) a'.</summary>
    public static Dual Cos(Dual a) => new(Math.Cos(a.Value), -Math.Sin(a.Value) * a.Tangent);

    /// <summary>exp(a)' = exp(a) a'.</summary>
    public static Dual Exp(Dual a) => new(Math.Exp(a.Value), Math.Exp(a.Value) * a.Tangent);

    /// <summary>log(a)' = a' / a.</summary>
    public static Dual Log(Dual a) => new(Math.Log(a.Value), a.Tangent / a.Value);

    /// <summary>sqrt(a)' = a' / (2 sqrt(a)).</summary>
    public static Dual Sqrt(Dual a) => new(Math.Sqrt(a.Value), a.Tangent / (2 * Math.Sqrt(a.Value)));

    /// <summary>tanh(a)' = (1 - tanh(a)^2) a'.</summary>
    public static Dual Tanh(Dual a) => new(Math.Tanh(a.Value), (1 - Math.Tanh(a.Value) * Math.Tanh(a.Value)) * a.Tangent);

    /// <summary>atan(a)' = a' / (1 + a^2).</summary>
    public static Dual Atan(Dual a) => new(Math.Atan(a.Value), a.Tangent / (1 + a.Value * a.Value));

    /// <summary>The greater of two; of two equal ones the first, as max-pooling takes the first of equal entries.</summary>
    public static Dual Max(Dual a, Dual b) => b.Value > a.Value ? b : a;

    /// <summary>max(a, 0), with slope 0 at 0.</summary>
    public static Dual Relu(Dual a) => a.Value > 0 ? a : 0;
}
