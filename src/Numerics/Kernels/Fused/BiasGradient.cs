// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// sums[o] += sum of dy[o, w] over the windows w in which channel o is alive: rows of windows summed from left to right, and the rows from first to last.
/// Layout: dy and winners [., O], vectorised over o.
/// </summary>
internal static class BiasGradient<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(FusedShape s, FusedMemory<T> forward, Images<T> dy, int n, int images, int firstRow, int rows, ref T sums)
    {
        var (outputs, dead) = (s.PaddedOutputs, SimdMath<T>.Constant<TSimd>(-0.5));
        for (var o = 0; o < outputs; o += TSimd.Lanes)
        {
            var total = TSimd.Load(in sums, (nuint)o);
            ref var winner = ref Unsafe.Add(ref forward.Winners.First, (n * s.Windows + firstRow * s.Columns) * outputs + o);
            for (var row = 0; row < images * rows; row++)
            {
                ref var g = ref Unsafe.Add(ref dy.At(n + row / rows, firstRow + row % rows, 0), o);
                var sum = TSimd.Zero;
                for (var j = 0; j < s.Columns; j++)
                {
                    sum += TSimd.Select(TSimd.LessThan(dead, TSimd.Load(in winner, 0)), TSimd.Load(in g, 0), TSimd.Zero);
                    winner = ref Unsafe.Add(ref winner, outputs);
                    g = ref Unsafe.Add(ref g, outputs);
                }

                total += sum;
            }

            total.Store(ref sums, (nuint)o);
        }
    }
}
