using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Checks the lengths of the arrays that a linear op is applied to.</summary>
internal static class LinearLengths
{
    extension<T>(ILinearOp<T> op)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>
        /// Input, weight and bias (which may be empty) have the lengths of the op's nodes, and the output has that of the op itself.
        /// </summary>
        public void CheckApply(string name, ReadOnlySpan<T> input, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> output, int outputLength)
        {
            Check(name, "input", input.Length, op.Input.Value.Length);
            Check(name, "weight", weight.Length, op.Weight?.Value.Length ?? 0);
            Check(name, "bias", bias.Length, bias.IsEmpty ? 0 : op.Bias?.Value.Length ?? 0);
            Check(name, "output", output.Length, outputLength);
        }

        /// <summary>The weight and the input cotangent have the lengths of the op's nodes, and the cotangent has that of the op itself.</summary>
        public void CheckTranspose(string name, ReadOnlySpan<T> weight, ReadOnlySpan<T> cotangent, Span<T> inputCotangent, int outputLength)
        {
            Check(name, "weight", weight.Length, op.Weight?.Value.Length ?? 0);
            Check(name, "cotangent", cotangent.Length, outputLength);
            Check(name, "inputCotangent", inputCotangent.Length, op.Input.Value.Length);
        }
    }

    private static void Check(string name, string what, int given, int expected)
    {
        if (given != expected)
        {
            throw new ShapeException($"{name}: {what} has {given} elements, but {expected} are expected.");
        }
    }
}
