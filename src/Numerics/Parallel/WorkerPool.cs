namespace QXai.Numerics.Parallel;

/// <summary>
/// A fixed set of workers that share work by a STATIC split: worker w of W takes the items [w * n / W, (w + 1) * n / W). The caller is worker 0; the others
/// are threads that spin for a short while between jobs and then sleep. What an item computes must not depend on the worker, so results are the same for any number of workers.
/// </summary>
public sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeSleep = 20_000;

    private readonly Thread[] threads;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim[] wake;
    private readonly int[] asleep;
    private Action<int>? job;
    private int generation;
    private int running;
    private Exception? failure;
    private bool disposed;

    /// <summary>A pool of <paramref name="workers"/> workers, the calling thread included.</summary>
    public WorkerPool(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        Workers = workers;
        threads = new Thread[workers - 1];
        wake = new SemaphoreSlim[workers - 1];
        asleep = new int[workers - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var worker = i;
            wake[i] = new SemaphoreSlim(0);
            threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"QXai worker {i + 1}" };
            threads[i].Start();
        }
    }

    /// <summary>Number of workers, the calling thread included.</summary>
    public int Workers { get; }

    /// <summary>The half-open range of items that fall to one worker.</summary>
    public static (int Start, int End) Split(int items, int worker, int workers) =>
        ((int)((long)items * worker / workers), (int)((long)items * (worker + 1) / workers));

    /// <summary>
    /// Runs <paramref name="body"/>(worker) once on every worker and returns when all are done; an exception of any worker is rethrown here.
    /// Not re-entrant: a body must not call <see cref="Run"/> of its own pool.
    /// </summary>
    public void Run(Action<int> body)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            job = body;
            failure = null;
            Volatile.Write(ref running, threads.Length);
            Interlocked.Increment(ref generation);
            for (var i = 0; i < threads.Length; i++)
            {
                if (Interlocked.CompareExchange(ref asleep[i], 0, 1) == 1)
                {
                    wake[i].Release();
                }
            }

            Invoke(0);
            var spinner = default(SpinWait);
            while (Volatile.Read(ref running) > 0)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
            }

            job = null;
            if (failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            Interlocked.Increment(ref generation);
            foreach (var semaphore in wake)
            {
                semaphore.Release();
            }
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }
    }

    private void Serve(int index)
    {
        var seen = 0;
        while (true)
        {
            AwaitChange(index, seen);
            seen = Volatile.Read(ref generation);
            if (Volatile.Read(ref disposed))
            {
                return;
            }

            Invoke(index + 1);
            Interlocked.Decrement(ref running);
        }
    }

    private void AwaitChange(int index, int seen)
    {
        for (var spin = 0; spin < SpinsBeforeSleep; spin++)
        {
            if (Volatile.Read(ref generation) != seen)
            {
                return;
            }

            Thread.SpinWait(4);
        }

        while (Volatile.Read(ref generation) == seen)
        {
            Interlocked.Exchange(ref asleep[index], 1);
            if (Volatile.Read(ref generation) != seen && Interlocked.CompareExchange(ref asleep[index], 0, 1) == 1)
            {
                return;
            }

            wake[index].Wait();
        }
    }

    private void Invoke(int worker)
    {
        try
        {
            job!(worker);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
        }
    }
}
