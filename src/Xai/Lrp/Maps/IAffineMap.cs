namespace QXai.Xai.Lrp.Maps;

/// <summary>The linear part W of an affine layer y = W x + b, for one sample, with any other weights in place of its own.</summary>
internal interface IAffineMap
{
    /// <summary>The coefficients of W; null where they are fixed and not negative.</summary>
    double[]? Weight { get; }

    /// <summary>b, one number per channel or output; null where there is none.</summary>
    double[]? Bias { get; }

    /// <summary>Whether outputs weigh all of their inputs equally; only asked where there are no weights.</summary>
    bool IsUniform { get; }

    /// <summary>output = W(weight) input.</summary>
    void Apply(ReadOnlySpan<double> input, ReadOnlySpan<double> weight, Span<double> output);

    /// <summary>inputCotangent = W(weight)^T cotangent.</summary>
    void Transpose(ReadOnlySpan<double> weight, ReadOnlySpan<double> cotangent, Span<double> inputCotangent);
}
