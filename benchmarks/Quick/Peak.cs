using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;

namespace QXai.Benchmarks.Quick;

/// <summary>The machine's limits, measured: fused multiply-adds on registers alone, and reading and writing an array in place.</summary>
internal static class Peak
{
    private const int Rounds = 20_000;

    /// <summary>Floating-point operations per second on <paramref name="pool"/>'s workers together: 12 independent chains of multiply-adds each.</summary>
    public static Timing SecondsPerFlop<TSimd, T>(WorkerPool pool)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var flops = 2.0 * 12 * TSimd.Lanes * Rounds * pool.Workers;
        var timing = Timing.Of(Loop<TSimd, T>(pool));
        return new Timing(timing.Median / flops, timing.Fast / flops);
    }

    /// <summary>The loop that <see cref="SecondsPerFlop"/> measures, as much of it for each worker as for one alone.</summary>
    public static Action Loop<TSimd, T>(WorkerPool pool)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var results = new T[pool.Workers][];
        for (var worker = 0; worker < results.Length; worker++)
        {
            results[worker] = new T[64];
        }

        return () => pool.Run(worker => Chains<TSimd, T>(results[worker]));
    }

    /// <summary>Seconds per byte, read and written counted, for x += 1 over <paramref name="bytes"/> per worker.</summary>
    public static Timing SecondsPerByte(WorkerPool pool, int bytes)
    {
        var arrays = new float[pool.Workers][];
        for (var worker = 0; worker < arrays.Length; worker++)
        {
            arrays[worker] = new float[bytes / 4];
        }

        var timing = Timing.Of(() => pool.Run(worker => Increment(arrays[worker])));
        return new Timing(timing.Median / (2.0 * bytes * pool.Workers), timing.Fast / (2.0 * bytes * pool.Workers));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Chains<TSimd, T>(T[] result)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (TSimd.Broadcast(T.CreateTruncating(0.999)), TSimd.Broadcast(T.CreateTruncating(0.001)));
        TSimd c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (var round = 0; round < Rounds; round++)
        {
            c0 = TSimd.FusedMultiplyAdd(c0, a, b);
            c1 = TSimd.FusedMultiplyAdd(c1, a, b);
            c2 = TSimd.FusedMultiplyAdd(c2, a, b);
            c3 = TSimd.FusedMultiplyAdd(c3, a, b);
            c4 = TSimd.FusedMultiplyAdd(c4, a, b);
            c5 = TSimd.FusedMultiplyAdd(c5, a, b);
            c6 = TSimd.FusedMultiplyAdd(c6, a, b);
            c7 = TSimd.FusedMultiplyAdd(c7, a, b);
            c8 = TSimd.FusedMultiplyAdd(c8, a, b);
            c9 = TSimd.FusedMultiplyAdd(c9, a, b);
            c10 = TSimd.FusedMultiplyAdd(c10, a, b);
            c11 = TSimd.FusedMultiplyAdd(c11, a, b);
        }

        (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11).Store(ref result[0], 0);
    }

    private static void Increment(float[] x)
    {
        var one = Simd512<float>.Broadcast(1);
        for (nuint i = 0; i + 16 <= (nuint)x.Length; i += 16)
        {
            (Simd512<float>.Load(in x[0], i) + one).Store(ref x[0], i);
        }
    }
}
