using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace QXai.Numerics.Parallel;

/// <summary>
/// A fixed set of workers that share work by a STATIC split: worker w of W takes the items [w * n / W, (w + 1) * n / W). The caller is worker 0; the others
/// are threads that spin for a short while between jobs and then sleep. A share that its thread has not begun when the caller is done with its own is
/// taken over by the caller, so a small job does not wait for a sleeping thread nor a large one for a busy machine. What an item computes must not
/// depend on the worker or the thread, so results are the same for any number of workers.
/// </summary>
public sealed class WorkerPool : IDisposable
{
    /// <summary>Distance of claims in memory, so that no two share a cache line.</summary>
    private const int Spacing = 32;

    private static readonly long TicksBeforeSleep = Stopwatch.Frequency * 300 / 1_000_000;

    [ThreadStatic]
    private static WorkerPool? runningHere;

    private readonly Thread[] threads;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim[] wake;
    private readonly int[] asleep;
    private readonly int[] claims;
    private readonly Exception?[] failures;
    private Action<int>? job;
    private int generation;
    private int unfinished;
    private bool disposed;

    /// <summary>A pool of <paramref name="workers"/> workers, the calling thread included.</summary>
    public WorkerPool(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        Workers = workers;
        threads = new Thread[workers - 1];
        wake = new SemaphoreSlim[workers - 1];
        asleep = new int[workers - 1];
        claims = new int[workers * Spacing];
        failures = new Exception?[workers];
        for (var i = 0; i < threads.Length; i++)
        {
            var worker = i + 1;
            wake[i] = new SemaphoreSlim(0);
            threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"QXai worker {worker}" };
            threads[i].Start();
        }
    }

    /// <summary>Number of workers, the calling thread included.</summary>
    public int Workers { get; }

    /// <summary>The half-open range of items that fall to one worker.</summary>
    public static (int Start, int End) Split(int items, int worker, int workers) =>
        ((int)((long)items * worker / workers), (int)((long)items * (worker + 1) / workers));

    /// <summary>
    /// Runs <paramref name="body"/>(worker) exactly once for every worker and returns when all are done. An exception is rethrown here when the
    /// others are done: that of the lowest worker, if there are several.
    /// Calls from several threads wait for each other; a body that calls <see cref="Run"/> of its own pool gets an <see cref="InvalidOperationException"/>.
    /// </summary>
    public void Run(Action<int> body)
    {
        ThrowIfRunningHere(nameof(Run));
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            job = body;
            Volatile.Write(ref unfinished, Workers);
            var current = Interlocked.Increment(ref generation);
            Wake();
            for (var worker = 0; worker < Workers; worker++)
            {
                TryWork(worker, current);
            }

            var spinner = default(SpinWait);
            while (Volatile.Read(ref unfinished) > 0)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
            }

            job = null;
            Rethrow();
        }
    }

    /// <summary>
    /// Runs <paramref name="body"/>(item) for the items 0 to <paramref name="count"/> - 1, worker w taking every item w, w + Workers, ...;
    /// <paramref name="tick"/> is told how many are done, one call at a time.
    /// Throws <see cref="OperationCanceledException"/> between items.
    /// </summary>
    public void Each(int count, Action<int> body, Action<int>? tick = null, CancellationToken cancellation = default)
    {
        var (done, turn) = (0, new Lock());
        Run(worker =>
        {
            for (var item = worker; item < count; item += Workers)
            {
                cancellation.ThrowIfCancellationRequested();
                body(item);
                lock (turn)
                {
                    tick?.Invoke(++done);
                }
            }
        });
    }

    /// <summary>Ends the threads, after the job that may be running.</summary>
    public void Dispose()
    {
        ThrowIfRunningHere(nameof(Dispose));
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            Volatile.Write(ref disposed, true);
            Interlocked.Increment(ref generation);
            Wake();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        foreach (var semaphore in wake)
        {
            semaphore.Dispose();
        }
    }

    private void ThrowIfRunningHere(string method)
    {
        if (ReferenceEquals(runningHere, this))
        {
            throw new InvalidOperationException(
                $"WorkerPool: {method} was called by a body that runs on this very pool of {Workers} workers, which would wait for itself.");
        }
    }

    private void Rethrow()
    {
        var failure = Array.Find(failures, failure => failure is not null);
        if (failure is not null)
        {
            Array.Clear(failures);
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Wake()
    {
        for (var i = 0; i < threads.Length; i++)
        {
            if (Interlocked.CompareExchange(ref asleep[i], 0, 1) == 1)
            {
                wake[i].Release();
            }
        }
    }

    private void Serve(int worker)
    {
        for (var seen = 0; ;)
        {
            AwaitChange(worker - 1, seen);
            seen = Volatile.Read(ref generation);
            if (Volatile.Read(ref disposed))
            {
                return;
            }

            TryWork(worker, seen);
        }
    }

    /// <summary>
    /// Does a worker's share of the job numbered <paramref name="current"/>, unless somebody has begun it. Who wins the claim knows that this is
    /// still the job at hand, because the job cannot end without the share.
    /// </summary>
    private void TryWork(int worker, int current)
    {
        if (Interlocked.CompareExchange(ref claims[worker * Spacing], current, current - 1) != current - 1)
        {
            return;
        }

        var outer = runningHere;
        runningHere = this;
        try
        {
            job!(worker);
        }
        catch (Exception exception)
        {
            failures[worker] = exception;
        }

        runningHere = outer;
        Interlocked.Decrement(ref unfinished);
    }

    /// <summary>
    /// Returns once the generation is not <paramref name="seen"/> any more. Sleep is announced before the last look, and <see cref="Wake"/> looks for
    /// the announcement after the change, so one of the two sees the other; whoever takes the announcement back decides whether the semaphore is used.
    /// </summary>
    private void AwaitChange(int index, int seen)
    {
        var deadline = Stopwatch.GetTimestamp() + TicksBeforeSleep;
        do
        {
            for (var spin = 0; spin < 16; spin++)
            {
                if (Volatile.Read(ref generation) != seen)
                {
                    return;
                }

                Thread.SpinWait(1);
            }
        }
        while (Stopwatch.GetTimestamp() < deadline);

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
}
