using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Perturbation;

/// <summary>
/// Occlusion: R_p = mean over the windows W that cover p of f^l(x) - f^l(x with W filled). Windows of a picture cover all channels and slide by the
/// stride from the upper left corner; the last ones are cut off at the border. For a bare circuit they slide along its inputs. Zeiler and Fergus, 2014.
/// </summary>
public sealed class Occlusion : Explainer
{
    /// <summary>Occluded inputs that are scored at a time.</summary>
    private const int Block = 256;

    /// <inheritdoc/>
    public override string Name => "occlusion";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Perturbation;

    /// <inheritdoc/>
    public override string Summary => "slides a window over the input, fills what it covers, and shows how much of the score each window costs";

    /// <inheritdoc/>
    public override string Needs => "nothing; window, stride and fill";

    /// <inheritdoc/>
    public override string Promises => "not conservative; signed; resolution of pixels, blurred by the window";

    /// <inheritdoc/>
    public override string Source => "Zeiler and Fergus 2014, section 4.2";

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => [ExplainOption.Window, ExplainOption.Stride, ExplainOption.Fill];

    /// <inheritdoc/>
    protected override string WhyZero => "no window changes the score";

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        var (height, width) = (run.Input.Shape.Rank == 3 ? run.Input.Shape[1] : 1, run.Input.Shape[^1]);
        var window = AtLeast(ExplainOption.Window, options.Window ?? DefaultWindow(run), 1);
        var stride = AtLeast(ExplainOption.Stride, options.Stride ?? Math.Max(1, window / 2), 1);
        if (stride > window)
        {
            throw new InputException(
                $"The option stride is {stride}, but it must be at most the window's side, {window}: what lies between windows would never be occluded.");
        }

        var fill = options.Fill ?? 0;
        if (!double.IsFinite(fill))
        {
            throw new InputException("The option fill is not a finite number.");
        }

        var boxes = Boxes(height, width, window, stride).ToArray();
        var (sums, counts) = (new double[height * width], new int[height * width]);
        for (var first = 0; first < boxes.Length; first += Block)
        {
            var some = boxes.AsSpan(first, Math.Min(Block, boxes.Length - first)).ToArray();
            var scores = run.Model.ScoresOf(Occluded(run.Input, some, height, width, fill));
            for (var i = 0; i < some.Length; i++)
            {
                foreach (var pixel in some[i].Pixels(width))
                {
                    sums[pixel] += run.Scores[run.Target] - scores[i, run.Target];
                    counts[pixel]++;
                }
            }
        }

        var relevance = Tensor<double>.From(
            run.Input.Shape.Rank == 3 ? new Shape(height, width) : run.Input.Shape, [.. sums.Select((sum, pixel) => sum / counts[pixel])]);
        return Evidence(run, relevance) with
        {
            Options = [Record(ExplainOption.Window, window), Record(ExplainOption.Stride, stride), Record(ExplainOption.Fill, fill)]
        };
    }

    /// <summary>A seventh of the shorter side of a picture; one input of a circuit.</summary>
    private static int DefaultWindow(ModelRun run) => run.Input.Shape.Rank == 3 ? Math.Max(1, Math.Min(run.Input.Shape[1], run.Input.Shape[2]) / 7) : 1;

    /// <summary>As many windows per axis as cover it, 1 + ceil((extent - window) / stride).</summary>
    private static IEnumerable<Box> Boxes(int height, int width, int window, int stride)
    {
        for (var top = 0; top == 0 || top - stride + window < height; top += stride)
        {
            for (var left = 0; left == 0 || left - stride + window < width; left += stride)
            {
                yield return new Box(top, left, Math.Min(top + window, height), Math.Min(left + window, width));
            }
        }
    }

    private static Tensor<double> Occluded(Tensor<double> input, Box[] boxes, int height, int width, double fill)
    {
        var (batch, plane) = (new Tensor<double>(new Shape([boxes.Length, .. input.Shape.Extents])), height * width);
        for (var i = 0; i < boxes.Length; i++)
        {
            var copy = batch.Slice(i).Span;
            input.Span.CopyTo(copy);
            foreach (var pixel in boxes[i].Pixels(width))
            {
                for (var channel = 0; channel < copy.Length; channel += plane)
                {
                    copy[channel + pixel] = fill;
                }
            }
        }

        return batch;
    }

    private readonly record struct Box(int Top, int Left, int Bottom, int Right)
    {
        public IEnumerable<int> Pixels(int width)
        {
            for (var row = Top; row < Bottom; row++)
            {
                for (var column = Left; column < Right; column++)
                {
                    yield return (row * width) + column;
                }
            }
        }
    }
}
