namespace QXai.Data.Images;

/// <summary>How a stored picture has to be turned to stand upright, with the numbers of the Exif tag (CIPA DC-008, tag 0x0112).</summary>
public enum Orientation
{
    /// <summary>As stored.</summary>
    Upright = 1,

    /// <summary>Left and right exchanged.</summary>
    MirroredAcross = 2,

    /// <summary>Turned by half a turn.</summary>
    HalfTurn = 3,

    /// <summary>Top and bottom exchanged.</summary>
    MirroredDown = 4,

    /// <summary>Rows and columns exchanged.</summary>
    Transposed = 5,

    /// <summary>To be turned clockwise by a quarter.</summary>
    QuarterTurn = 6,

    /// <summary>Rows and columns exchanged about the other diagonal.</summary>
    Transverse = 7,

    /// <summary>To be turned anticlockwise by a quarter.</summary>
    ThreeQuarterTurn = 8,
}
