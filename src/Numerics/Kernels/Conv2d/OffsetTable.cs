namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>A table of offsets that the running thread may use until its kernel returns; one growing array per thread.</summary>
internal static class OffsetTable
{
    [ThreadStatic]
    private static int[]? table;

    public static Span<int> Take(int length)
    {
        if (table is null || table.Length < length)
        {
            table = new int[Math.Max(length, 1024)];
        }

        return table.AsSpan(0, length);
    }
}
