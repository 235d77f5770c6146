using QXai.Data.Jpeg.Kernels;

namespace QXai.Data.Jpeg;

/// <summary>Sequential scans (ITU-T T.81 F.2): a block is decoded, transformed and written to the component's samples at once.</summary>
internal readonly struct SequentialDecoder(ScanHeader scan) : IBlockDecoder
{
    private readonly short[] block = new short[64];

    public void Restart()
    {
        foreach (var component in scan.Components)
        {
            component.Prediction = 0;
        }
    }

    public bool Decode(ref BitReader bits, ScanComponent component, int row, int column)
    {
        block.AsSpan().Clear();
        var isSound = SequentialBlock.Read(ref bits, component.Dc!, component.Ac!, component.Prediction, block);
        component.Prediction = block[0];
        var plane = component.Component;
        InverseDct.Write(block, plane.Quantization, plane.Samples.AsSpan(8 * (row * plane.Stride + column)), plane.Stride);
        return isSound;
    }
}
