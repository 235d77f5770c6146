// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>Between an image [C, H, W] and the same with its channels last and a border, [H + 2p, W + 2p, C].</summary>
internal static class ChannelsLast<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>image[h + p, w + p, c] = x[c, h, w]; the border is not touched.</summary>
    public static void Copy(FusedShape s, ref readonly T x, ref T image)
    {
        var g = s.G;
        ref var source = ref Unsafe.AsRef(in x);
        for (var h = 0; h < g.Height; h++)
        {
            ref var to = ref Unsafe.Add(ref image, (h + g.Padding) * s.ImageRow + g.Padding * g.InChannels);
            ref var from = ref Unsafe.Add(ref source, h * g.Width);
            if (g.InChannels == 1)
            {
                MemoryMarshal.CreateReadOnlySpan(in from, g.Width).CopyTo(MemoryMarshal.CreateSpan(ref to, g.Width));
            }
            else
            {
                Transposition<T>.Copy(g.InChannels, g.Width, in from, g.Height * g.Width, ref to, g.InChannels, add: false);
            }
        }
    }

    /// <summary>dx[c, h, w] += image[h + p, w + p, c].</summary>
    public static void AddBack(FusedShape s, ref readonly T image, ref T dx)
    {
        var g = s.G;
        for (var h = 0; h < g.Height; h++)
        {
            ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in image), (h + g.Padding) * s.ImageRow + g.Padding * g.InChannels);
            Transposition<T>.Copy(g.Width, g.InChannels, in from, g.InChannels, ref Unsafe.Add(ref dx, h * g.Width), g.Height * g.Width, add: true);
        }
    }
}
