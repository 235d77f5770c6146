using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using QXai.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Batch normalisation of images [n, C, H, W] per channel c: y = g_c (x - m_c) r_c + b_c with r_c = 1 / sqrt(v_c + eps), weight g and bias b of shape
/// [C]. Ioffe and Szegedy, arXiv:1502.03167.
/// In training m and v are the mean and the (biased) variance over the N = n H W values of the channel, and each forward pass moves the running
/// statistics towards them: running = (1 - momentum) running + momentum batch, the variance taken unbiased, N / (N - 1) v. Otherwise m and v are the
/// running statistics.
/// Pullback with h = (x - m) r: db = sum dy, dg = sum h dy, and dx = g r dy, in training dx = g r (dy - (db + h dg) / N).
/// </summary>
public sealed class BatchNorm2dOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x, weight, bias;
    private readonly Tensor<T> runningMean, runningVariance;
    private readonly T momentum, epsilon;
    private readonly T[] mean, scale;
    private readonly int channels, plane;

    /// <summary>The op; in training every forward pass changes the running statistics in place.</summary>
    public BatchNorm2dOp(Node<T> x, Node<T> weight, Node<T> bias, Tensor<T> runningMean, Tensor<T> runningVariance, T momentum, T epsilon)
        : base(x.Shape, x, weight, bias)
    {
        (this.x, this.weight, this.bias, this.runningMean, this.runningVariance) = (x, weight, bias, runningMean, runningVariance);
        if (x.Shape.Rank != 4)
        {
            throw new ShapeException($"BatchNorm2d: x of shape {x.Shape} does not hold images: [batch, channels, height, width].");
        }

        (channels, plane) = (x.Shape[1], x.Shape[2] * x.Shape[3]);
        CheckChannels("weight", weight.Shape);
        CheckChannels("bias", bias.Shape);
        CheckChannels("runningMean", runningMean.Shape);
        CheckChannels("runningVariance", runningVariance.Shape);
        if (x.Tape.Training && x.Shape[0] * plane < 2)
        {
            throw new ShapeException(
                $"BatchNorm2d: x of shape {x.Shape} has {x.Shape[0] * plane} values per channel; training needs at least 2 for a variance.");
        }

        (this.momentum, this.epsilon, mean, scale) = (momentum, epsilon, new T[channels], new T[channels]);
    }

    /// <summary>m, per channel, outside training.</summary>
    public Tensor<T> RunningMean => runningMean;

    /// <summary>v, per channel, outside training.</summary>
    public Tensor<T> RunningVariance => runningVariance;

    /// <summary>eps.</summary>
    public T Epsilon => epsilon;

    private int Count => x.Shape[0] * plane;

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var c = 0; c < channels; c++)
        {
            mean[c] = x.Tape.Training ? ChannelSum(x.Value, c) / T.CreateTruncating(Count) : runningMean.Span[c];
            var variance = x.Tape.Training ? ChannelDot(x.Value, mean[c], c) / T.CreateTruncating(Count) : runningVariance.Span[c];
            scale[c] = T.One / T.Sqrt(variance + epsilon);
            if (x.Tape.Training)
            {
                var unbiased = variance * (T.CreateTruncating(Count) / T.CreateTruncating(Count - 1));
                runningMean.Span[c] += momentum * (mean[c] - runningMean.Span[c]);
                runningVariance.Span[c] += momentum * (unbiased - runningVariance.Span[c]);
            }

            for (var n = 0; n < x.Shape[0]; n++)
            {
                Normalise(Plane(x.Value, n, c), mean[c], weight.Value.Span[c] * scale[c], bias.Value.Span[c], Plane(Value, n, c));
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        for (var c = 0; c < channels; c++)
        {
            var db = ChannelSum(Gradient, c);
            var dg = ChannelDot(Gradient, T.Zero, c) * scale[c];
            if (Wants(bias, out var biasGradient))
            {
                biasGradient[c] += db;
            }

            if (Wants(weight, out var weightGradient))
            {
                weightGradient[c] += dg;
            }

            var (factor, share) = (weight.Value.Span[c] * scale[c], x.Tape.Training ? T.One / T.CreateTruncating(Count) : T.Zero);
            var (offset, slope) = (factor * db * share, factor * scale[c] * dg * share);
            for (var n = 0; n < x.Shape[0] && x.NeedsGradient; n++)
            {
                AddPulled(Plane(x.Value, n, c), mean[c], Plane(Gradient, n, c), factor, offset, slope, Plane(x.Gradient, n, c));
            }
        }
    }

    private Span<T> Plane(Tensor<T> images, int n, int c) => images.Span.Slice((n * channels + c) * plane, plane);

    /// <summary>The sum over a channel, image after image.</summary>
    private T ChannelSum(Tensor<T> images, int c)
    {
        var sum = T.Zero;
        for (var n = 0; n < x.Shape[0]; n++)
        {
            sum += Reduction.Sum<T>(Plane(images, n, c));
        }

        return sum;
    }

    /// <summary>sum (images - centre) (x - m) over a channel, image after image.</summary>
    private T ChannelDot(Tensor<T> images, T centre, int c)
    {
        var sum = T.Zero;
        for (var n = 0; n < x.Shape[0]; n++)
        {
            sum += Reduction.CentredDot<T>(Plane(images, n, c), centre, Plane(x.Value, n, c), mean[c]);
        }

        return sum;
    }

    /// <summary>y = factor (x - m) + b.</summary>
    private static void Normalise(ReadOnlySpan<T> x, T m, T factor, T b, Span<T> y)
    {
        var xs = MemoryMarshal.Cast<T, Vector512<T>>(x);
        var ys = MemoryMarshal.Cast<T, Vector512<T>>(y)[..xs.Length];
        var (vm, vf, vb) = (Vector512.Create(m), Vector512.Create(factor), Vector512.Create(b));
        for (var i = 0; i < xs.Length; i++)
        {
            ys[i] = vf * (xs[i] - vm) + vb;
        }

        for (var i = xs.Length * Vector512<T>.Count; i < x.Length; i++)
        {
            y[i] = factor * (x[i] - m) + b;
        }
    }

    /// <summary>dx += factor dy - offset - slope (x - m).</summary>
    private static void AddPulled(ReadOnlySpan<T> x, T m, ReadOnlySpan<T> dy, T factor, T offset, T slope, Span<T> dx)
    {
        var xs = MemoryMarshal.Cast<T, Vector512<T>>(x);
        var dys = MemoryMarshal.Cast<T, Vector512<T>>(dy)[..xs.Length];
        var dxs = MemoryMarshal.Cast<T, Vector512<T>>(dx)[..xs.Length];
        var (vm, vf, vo, vs) = (Vector512.Create(m), Vector512.Create(factor), Vector512.Create(offset), Vector512.Create(slope));
        for (var i = 0; i < xs.Length; i++)
        {
            dxs[i] += vf * dys[i] - vo - vs * (xs[i] - vm);
        }

        for (var i = xs.Length * Vector512<T>.Count; i < x.Length; i++)
        {
            dx[i] += factor * dy[i] - offset - slope * (x[i] - m);
        }
    }

    private void CheckChannels(string name, Shape shape)
    {
        if (shape.Rank != 1 || shape[0] != channels)
        {
            throw new ShapeException($"BatchNorm2d: x of shape {x.Shape} has {channels} channels, but {name} has shape {shape}.");
        }
    }
}

/// <summary>Adds <c>x.BatchNorm2d(...)</c> to nodes.</summary>
public static class BatchNorm2dExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="BatchNorm2dOp{T}"/>
        public Node<T> BatchNorm2d(
            Node<T> weight, Node<T> bias, Tensor<T> runningMean, Tensor<T> runningVariance, double momentum = 0.1, double epsilon = 1e-5) =>
            x.Tape.Record(new BatchNorm2dOp<T>(x, weight, bias, runningMean, runningVariance, T.CreateChecked(momentum), T.CreateChecked(epsilon)));
    }
}
