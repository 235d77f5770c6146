using System.Diagnostics;
using QXai.Numerics.Parallel;

namespace QXai.Numerics.Tests.Parallel;

public class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void EveryShareOfEveryJobIsDoneOnce(int workers)
    {
        using var pool = new WorkerPool(workers);
        var counts = new int[workers];
        for (var job = 1; job <= 20_000; job++)
        {
            pool.Run(worker => Interlocked.Increment(ref counts[worker]));
            Assert.All(counts, count => Assert.Equal(job, count));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void EveryItemIsDoneOnceAndCounted(int workers)
    {
        using var pool = new WorkerPool(workers);
        var (counts, ticks) = (new int[100], new List<int>());
        pool.Each(100, item => counts[item]++, ticks.Add);
        Assert.All(counts, count => Assert.Equal(1, count));
        Assert.Equal(Enumerable.Range(1, 100), ticks);
        pool.Each(0, _ => Assert.Fail("there is nothing to do"));
        using var stopped = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => pool.Each(100, item => stopped.Cancel(), cancellation: stopped.Token));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void ThreadsThatSleptDoTheirShare(int workers)
    {
        using var pool = new WorkerPool(workers);
        for (var job = 0; job < 20; job++)
        {
            Thread.Sleep(job % 4);
            var (threads, everybody) = (new HashSet<int>(), new Barrier(workers));
            pool.Run(_ =>
            {
                Assert.True(everybody.SignalAndWait(10_000));
                lock (threads)
                {
                    threads.Add(Environment.CurrentManagedThreadId);
                }
            });
            Assert.Equal(workers, threads.Count);
        }
    }

    [Fact]
    public void AShareWhoseThreadIsLateIsTakenOver()
    {
        using var pool = new WorkerPool(4);
        var done = new int[4];
        for (var job = 0; job < 50; job++)
        {
            Thread.Sleep(1);
            pool.Run(worker => done[worker]++);
        }

        Assert.Equal([50, 50, 50, 50], done);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void TheLowestWorkersExceptionIsRethrownWhenAllAreDone(int workers)
    {
        using var pool = new WorkerPool(workers);
        for (var job = 0; job < 200; job++)
        {
            var finished = 0;
            var error = Assert.Throws<InputException>(() => pool.Run(worker =>
            {
                Interlocked.Increment(ref finished);
                throw new InputException($"worker {worker}");
            }));
            Assert.Equal("worker 0", error.Message);
            Assert.Equal(workers, finished);
        }

        var ran = 0;
        pool.Run(_ => Interlocked.Increment(ref ran));
        Assert.Equal(workers, ran);
    }

    [Fact]
    public void RunningAPoolFromItsOwnBodyIsRefused()
    {
        using var pool = new WorkerPool(2);
        using var other = new WorkerPool(2);
        var error = Assert.Throws<InvalidOperationException>(() => pool.Run(_ => pool.Run(_ => { })));
        Assert.Equal("WorkerPool: Run was called by a body that runs on this very pool of 2 workers, which would wait for itself.", error.Message);
        error = Assert.Throws<InvalidOperationException>(() => pool.Run(_ => pool.Dispose()));
        Assert.Equal("WorkerPool: Dispose was called by a body that runs on this very pool of 2 workers, which would wait for itself.", error.Message);
        var inner = 0;
        pool.Run(_ => other.Run(_ => Interlocked.Increment(ref inner)));
        Assert.Equal(4, inner);
    }

    [Fact]
    public void CallsFromSeveralThreadsWaitForEachOther()
    {
        using var pool = new WorkerPool(3);
        var (inside, most, total) = (0, 0, 0);
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var job = 0; job < 300; job++)
            {
                pool.Run(worker =>
                {
                    if (worker == 0)
                    {
                        most = Math.Max(most, Interlocked.Increment(ref inside));
                        Interlocked.Decrement(ref inside);
                    }

                    Interlocked.Increment(ref total);
                });
            }
        })).ToArray();
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Equal((1, 4 * 300 * 3), (most, total));
    }

    [Fact]
    public void DisposeEndsTheThreadsAwakeOrAsleep()
    {
        for (var round = 0; round < 50; round++)
        {
            var pool = new WorkerPool(3);
            pool.Run(_ => { });
            Thread.Sleep(round % 3);
            pool.Dispose();
            pool.Dispose();
            Assert.Throws<ObjectDisposedException>(() => pool.Run(_ => { }));
        }
    }

    [Fact]
    public void RunAllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        Action<int> body = _ => { };
        pool.Run(body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var job = 0; job < 100; job++)
        {
            pool.Run(body);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(10, 3, new[] { 0, 3, 6, 10 })]
    [InlineData(2, 4, new[] { 0, 0, 1, 1, 2 })]
    [InlineData(0, 2, new[] { 0, 0, 0 })]
    [InlineData(int.MaxValue, 2, new[] { 0, int.MaxValue / 2, int.MaxValue })]
    public void SplitCoversTheItemsInOrder(int items, int workers, int[] bounds)
    {
        for (var worker = 0; worker < workers; worker++)
        {
            Assert.Equal((bounds[worker], bounds[worker + 1]), WorkerPool.Split(items, worker, workers));
        }
    }

    [Fact]
    public void SmallJobsAreQuick()
    {
        using var pool = new WorkerPool(2);
        var times = new List<double>();
        for (var job = 0; job < 1000; job++)
        {
            var start = Stopwatch.GetTimestamp();
            pool.Run(_ => { });
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        times.Sort();
        Assert.InRange(times[500], 0, 50);
    }
}
