namespace QXai.Data.Jpeg;

/// <summary>What the components of a frame mean, in the order of the frame header.</summary>
internal enum ColourEncoding
{
    Grey,
    YCbCr,
    Rgb,
    Cmyk,
    Ycck,
}
