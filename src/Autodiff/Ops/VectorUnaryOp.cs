using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>An elementwise op computed in vectors: y = f(x).  Pullback: dx = f'(x) dy. Elements that do not fill a vector pass through f one by one, in its first lane.</summary>
public abstract class VectorUnaryOp<T, TFunction>(Node<T> x, TFunction f) : Node<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, IVectorFunction<T>
{
    /// <summary>f.</summary>
    private protected TFunction Definition { get; } = f;

    /// <inheritdoc/>
    public override void Forward()
    {
        var f = Definition;
        ReadOnlySpan<T> source = x.Value.Span;
        var y = Value.Span[..source.Length];
        var xs = MemoryMarshal.Cast<T, Vector512<T>>(source);
        var ys = MemoryMarshal.Cast<T, Vector512<T>>(y)[..xs.Length];
        for (var i = 0; i < xs.Length; i++)
        {
            ys[i] = f.Value(xs[i]);
        }

        for (var i = xs.Length * Vector512<T>.Count; i < source.Length; i++)
        {
            y[i] = f.Value(Vector512.CreateScalarUnsafe(source[i])).ToScalar();
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        var f = Definition;
        ReadOnlySpan<T> source = x.Value.Span;
        ReadOnlySpan<T> y = Value.Span[..source.Length], dy = Gradient.Span[..source.Length];
        var dx = x.Gradient.Span[..source.Length];
        var xs = MemoryMarshal.Cast<T, Vector512<T>>(source);
        var ys = MemoryMarshal.Cast<T, Vector512<T>>(y)[..xs.Length];
        var dys = MemoryMarshal.Cast<T, Vector512<T>>(dy)[..xs.Length];
        var dxs = MemoryMarshal.Cast<T, Vector512<T>>(dx)[..xs.Length];
        for (var i = 0; i < xs.Length; i++)
        {
            dxs[i] += f.Pull(xs[i], ys[i], dys[i]);
        }

        for (var i = xs.Length * Vector512<T>.Count; i < source.Length; i++)
        {
            dx[i] += f.Pull(Vector512.CreateScalarUnsafe(source[i]), Vector512.CreateScalarUnsafe(y[i]), Vector512.CreateScalarUnsafe(dy[i])).ToScalar();
        }
    }
}
