namespace QXai.Xai.Circuits;

/// <summary>
/// Work on rows in a fixed number of blocks, on all processors: whoever sums per block and then over the blocks in their order gets the same bits for
/// any number of threads.
/// </summary>
internal static class Blocks
{
    /// <summary>Number of blocks.</summary>
    public const int Count = 32;

    /// <summary>
    /// Runs <paramref name="body"/>(workspace, block, start, end) for every block with rows in it; <paramref name="workspace"/> makes room that one
    /// thread uses for all of its blocks.
    /// </summary>
    public static void Run<TWorkspace>(int rows, CancellationToken cancellation, Func<TWorkspace> workspace, Action<TWorkspace, int, int, int> body)
    {
        if (rows <= Count)
        {
            body(workspace(), 0, 0, rows);
            return;
        }

        Parallel.For(
            0, Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, workspace,
            (block, _, own) =>
            {
                body(own, block, (int)((long)rows * block / Count), (int)((long)rows * (block + 1) / Count));
                return own;
            },
            _ => { });
    }
}
