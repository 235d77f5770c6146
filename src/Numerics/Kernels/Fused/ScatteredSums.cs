// Unchecked ref arithmetic: the lists hold positions that exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// image[start[e] + u imageRow + j] += factor[e] kernel[u, j], e ascending, over a list of places: the gradient of the data by one output channel, whose
/// places are the windows that its live outputs read. The transpose of <see cref="GatheredSums{TSimd, T}"/>.
/// Loops: entries e; rows u; vectors of a row of the kernel, the last of which may reach beyond it, where the kernel is 0. Each vector of the image is
/// loaded and stored once per entry, which is what the time goes for; neighbours in a list seldom overlap, so that no sum waits for the one before.
/// </summary>
internal static class ScatteredSums<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        int count, int rows, int columns, ref T starts, ref T factors, ref T kernel, nint kernelRow, ref T image, nint imageRow)
    {
        for (var e = 0; e < count; e++)
        {
            var factor = TSimd.Broadcast(Unsafe.Add(ref factors, e));
            ref var to = ref Unsafe.Add(ref image, LiveOutputs<T>.Start(ref starts, e));
            ref var from = ref kernel;
            for (var u = 0; u < rows; u++)
            {
                for (var j = 0; j < columns; j += TSimd.Lanes)
                {
                    TSimd.FusedMultiplyAdd(factor, in from, (nuint)j, TSimd.Load(in to, (nuint)j)).Store(ref to, (nuint)j);
                }

                to = ref Unsafe.Add(ref to, imageRow);
                from = ref Unsafe.Add(ref from, kernelRow);
            }
        }
    }
}
