using System.Buffers;
using QXai.Data.Jpeg.Kernels;

namespace QXai.Data.Jpeg;

/// <summary>
/// Brings the rows of a component to the width of the picture: by the triangle filter where it has half the samples (across, or across and down, of
/// rows longer than 2; or down only), by repetition of samples otherwise, like the reference decoders.
/// </summary>
internal sealed class RowUpsampler : IDisposable
{
    private readonly FrameComponent component;
    private readonly int horizontalMost;
    private readonly int verticalMost;
    private readonly int width;
    private readonly bool halfAcross;
    private readonly bool halfDown;
    private readonly byte[] row;
    private readonly ushort[] sums;

    public RowUpsampler(FrameComponent component, FrameHeader frame)
    {
        this.component = component;
        (horizontalMost, verticalMost, width) = (frame.HorizontalMost, frame.VerticalMost, frame.Width);
        var (twiceAcross, twiceDown) = (2 * component.Horizontal == horizontalMost, 2 * component.Vertical == verticalMost);
        halfAcross = twiceAcross && component.Width > 2 && (twiceDown || component.Vertical == verticalMost);
        halfDown = twiceDown && (halfAcross || component.Horizontal == horizontalMost);
        row = ArrayPool<byte>.Shared.Rent(Math.Max(width, TriangleFilter.OutputLength(component.Width)));
        sums = ArrayPool<ushort>.Shared.Rent(TriangleFilter.ScratchLength(component.Width));
    }

    /// <summary>The samples of picture row <paramref name="y"/>, one per pixel; valid until the next call.</summary>
    public ReadOnlySpan<byte> Row(int y)
    {
        var near = component.Row(y * component.Vertical / verticalMost);
        if (halfAcross)
        {
            var far = halfDown ? Far(y) : [];
            TriangleFilter.Sums(near, far, sums);
            TriangleFilter.Across(sums, near.Length, halfDown ? 8 : 1, halfDown ? 7 : 2, halfDown ? 4 : 2, row);
        }
        else if (halfDown)
        {
            TriangleFilter.Down(near, Far(y), 1 + (y & 1), row);
        }
        else if (component.Horizontal == horizontalMost)
        {
            return near;
        }
        else
        {
            for (var x = 0; x < width; x++)
            {
                row[x] = near[x * component.Horizontal / horizontalMost];
            }
        }

        return row.AsSpan(0, width);
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(row);
        ArrayPool<ushort>.Shared.Return(sums);
    }

    /// <summary>The second nearest row: above for the upper of the two new rows, below for the lower one.</summary>
    private ReadOnlySpan<byte> Far(int y) => component.Row(Math.Clamp((y >> 1) + ((y & 1) == 0 ? -1 : 1), 0, component.Height - 1));
}
