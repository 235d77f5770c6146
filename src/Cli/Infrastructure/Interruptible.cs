namespace QXai.Cli.Infrastructure;

/// <summary>
/// Work that does not look at cancellation itself, such as one long simulation: it runs on a thread of its own, which Ctrl-C leaves behind and the
/// end of the process ends. Nothing may be written from within, but what is shut before the process ends.
/// </summary>
internal static class Interruptible
{
    /// <summary>The result of <paramref name="work"/>; throws <see cref="OperationCanceledException"/> as soon as cancellation is asked for.</summary>
    public static T Run<T>(Func<T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return task.WaitAsync(cancellation).GetAwaiter().GetResult();
    }
}
