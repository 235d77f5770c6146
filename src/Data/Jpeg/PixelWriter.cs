using QXai.Data.Jpeg.Kernels;

namespace QXai.Data.Jpeg;

/// <summary>Turns the component planes of a frame into pixels R, G, B, A, row by row.</summary>
internal static class PixelWriter
{
    /// <summary>
    /// The pixels, 4 bytes each. CMYK is shown as R = (255 - C)(255 - K) / 255 and so on; YCCK holds the complements of C, M, Y as luma and chroma;
    /// <paramref name="inksAreInverted"/> says that 255 means no ink, as Adobe's programs write.
    /// </summary>
    public static byte[] Write(FrameHeader frame, ColourEncoding encoding, bool inksAreInverted)
    {
        var stride = 4 * frame.Width;
        var pixels = GC.AllocateUninitializedArray<byte>(checked(stride * frame.Height));
        var upsamplers = frame.Components.Select(component => new RowUpsampler(component, frame)).ToArray();
        try
        {
            for (var y = 0; y < frame.Height; y++)
            {
                WriteRow(upsamplers, encoding, inksAreInverted, y, pixels.AsSpan(y * stride, stride));
            }
        }
        finally
        {
            foreach (var upsampler in upsamplers)
            {
                upsampler.Dispose();
            }
        }

        return pixels;
    }

    private static void WriteRow(RowUpsampler[] components, ColourEncoding encoding, bool inksAreInverted, int y, Span<byte> row)
    {
        var first = components[0].Row(y);
        switch (encoding)
        {
            case ColourEncoding.Grey:
                ColourConversion.Grey(first, row);
                break;
            case ColourEncoding.YCbCr or ColourEncoding.Ycck:
                ColourConversion.YCbCr(first, components[1].Row(y), components[2].Row(y), row);
                break;
            default:
                ColourConversion.Rgb(first, components[1].Row(y), components[2].Row(y), row);
                break;
        }

        if (encoding is ColourEncoding.Cmyk or ColourEncoding.Ycck)
        {
            ColourConversion.Black(components[3].Row(y), row, (encoding == ColourEncoding.Ycck) == inksAreInverted, !inksAreInverted);
        }
    }
}
