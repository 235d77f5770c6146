using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Two-dimensional convolution of x [n, C, H, W] with weight w [O, C, kh, kw] and bias b [O] (which may be absent), stride s and padding p:
/// y[n, o, i, j] = b[o] + sum_(c, u, v) w[o, c, u, v] x[n, c, i s + u - p, j s + v - p], where x counts as 0 outside the image.
/// Pullback: dx by the transposed convolution, dw[o, c, u, v] = sum_(n, i, j) dy[n, o, i, j] x[n, c, i s + u - p, j s + v - p],
/// db[o] = sum_(n, i, j) dy[n, o, i, j].
/// </summary>
[Equation("QGrad-CAM", "5")]
public sealed class Conv2dOp<T> : Node<T>, ILinearOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x, weight;
    private readonly Node<T>? bias;
    private readonly ConvolutionGeometry geometry;
    private readonly T[] workspace;

    /// <summary>The op with one stride and one padding for both directions.</summary>
    public Conv2dOp(Node<T> x, Node<T> weight, Node<T>? bias, int stride, int padding)
        : this(x, weight, bias, ConvolutionGeometry.Of(x.Shape, weight.Shape, stride, padding))
    {
    }

    private Conv2dOp(Node<T> x, Node<T> weight, Node<T>? bias, in ConvolutionGeometry geometry)
        : base(geometry.OutShape, bias is null ? [x, weight] : [x, weight, bias])
    {
        if (bias is not null && (bias.Shape.Rank != 1 || bias.Shape[0] != geometry.OutChannels))
        {
            throw new ShapeException(
                $"Conv2d: weight of shape {weight.Shape} has {geometry.OutChannels} output channels, but the bias has shape {bias.Shape}.");
        }

        (this.x, this.weight, this.bias, this.geometry) = (x, weight, bias, geometry);
        workspace = new T[Convolution.WorkspaceLength<T>(geometry)];
    }

    /// <summary>Pixels from one window to the next.</summary>
    public int Stride => geometry.Stride;

    /// <summary>Zeros around the image.</summary>
    public int Padding => geometry.Padding;

    /// <inheritdoc/>
    public Node<T> Input => x;

    /// <inheritdoc/>
    public Node<T> Weight => weight;

    /// <inheritdoc/>
    public Node<T>? Bias => bias;

    /// <inheritdoc/>
    public override void Forward() =>
        Convolution.Forward(geometry, x.Value.Span, weight.Value.Span, bias is null ? [] : bias.Value.Span, Value.Span, workspace);

    /// <inheritdoc/>
    public override void Pullback()
    {
        var db = bias is { NeedsGradient: true } ? bias.Gradient.Span : [];
        if (Wants(x, out var dx))
        {
            Convolution.BackwardData(geometry, Gradient.Span, weight.Value.Span, dx, workspace);
        }

        if (Wants(weight, out var dw))
        {
            Convolution.BackwardWeights(geometry, x.Value.Span, Gradient.Span, dw, db, workspace);
        }
        else
        {
            AddSums(db);
        }
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<T> input, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> output)
    {
        this.CheckApply("Conv2d", input, weight, bias, output, Value.Length);
        Convolution.Forward(geometry, input, weight, bias, output, workspace);
    }

    /// <inheritdoc/>
    public void Transpose(ReadOnlySpan<T> weight, ReadOnlySpan<T> cotangent, Span<T> inputCotangent)
    {
        this.CheckTranspose("Conv2d", weight, cotangent, inputCotangent, Value.Length);
        inputCotangent.Clear();
        Convolution.BackwardData(geometry, cotangent, weight, inputCotangent, workspace);
    }

    /// <summary>db[o] += sum_(n, i, j) dy[n, o, i, j], for a frozen weight.</summary>
    private void AddSums(Span<T> db)
    {
        ReadOnlySpan<T> dy = Gradient.Span;
        var plane = geometry.OutHeight * geometry.OutWidth;
        for (var i = 0; i < geometry.Batch * db.Length; i++)
        {
            db[i % db.Length] += Reduction.Sum(dy.Slice(i * plane, plane));
        }
    }
}

/// <summary>Adds <c>x.Conv2d(weight, bias)</c> to nodes.</summary>
public static class Conv2dExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="Conv2dOp{T}"/>
        public Node<T> Conv2d(Node<T> weight, Node<T>? bias = null, int stride = 1, int padding = 0) =>
            x.Tape.Record(new Conv2dOp<T>(x, weight, bias, stride, padding));
    }
}
