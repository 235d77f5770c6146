namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>The outputs of <see cref="TapSums{TSimd, T}"/>: rows of <paramref name="Width"/> pixels, whose inputs are <paramref name="Pitch"/> apart
/// from row to row.</summary>
internal readonly record struct TapGrid(int Height, int Width, int Pitch)
{
    /// <summary>Length of the run from the first to the last output, ends of rows included.</summary>
    public int RunLength => (Height - 1) * Pitch + Width;

    /// <summary>Where the input of output (i, j) stands for a tap of offset 0.</summary>
    public nint At(int i, int j) => i * Pitch + j;

    /// <summary>Whether whole vectors per row waste hardly more lanes than one run over all rows does.</summary>
    public bool RowsFillVectors(int lanes)
    {
        var rows = (double)Width / RoundUp(Width, lanes);
        return rows >= 0.9 * Height * Width / RoundUp(RunLength, 2 * lanes);
    }

    private static int RoundUp(int length, int unit) => (length + unit - 1) / unit * unit;
}
