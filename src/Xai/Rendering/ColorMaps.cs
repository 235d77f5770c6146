using QXai.Numerics;

namespace QXai.Xai.Rendering;

/// <summary>
/// The colour scales that ship. The perceptual ones are tables of 33 equally spaced control points taken from the published 256-entry tables, rounded
/// to 8 bits; interpolating them reproduces those tables within 2 of 255 levels. Jet and red-blue are given by their 9 and 11 defining points and are
/// exact.
/// </summary>
public static class ColorMaps
{
    /// <summary>Dark blue, green, yellow; uniform in perceived lightness. van der Walt and Smith (2015), released under CC0.</summary>
    public static readonly ColorMap Viridis = new(
        "viridis", "perceptually uniform, safe for colour-blind readers (van der Walt and Smith)",
        """
        440154 470D60 48186A 482374 472D7B 453681 424086 3F4989 3B528B 375A8D 33638D
        2F6A8E 2C728E 297A8E 26818E 23898E 21908C 1F988B 1F9F88 21A685 28AE80 31B57B
        3EBC74 4CC26C 5DC963 6ECE58 82D34C 96D83F ABDC32 C0DF24 D5E21A EAE51A FDE725
        """);

    /// <summary>Black, purple, orange, pale yellow; uniform in perceived lightness. van der Walt and Smith (2015), released under CC0.</summary>
    public static readonly ColorMap Magma = new(
        "magma", "perceptually uniform from black to pale yellow through purple (van der Walt and Smith)",
        """
        000004 030311 0A0822 130D33 1D1146 28115A 36106A 430F76 50127C 5D177F 691C81
        762181 822681 8F2A81 9C2E7F A9327D B63779 C33B75 CF4170 DB486A E65163 EE5C5E
        F5695C F9785D FB8761 FD9668 FEA571 FEB47B FEC387 FED194 FDE0A2 FCEEB0 FCFDBF
        """);

    /// <summary>Black, red, orange, pale yellow; uniform in perceived lightness. van der Walt and Smith (2015), released under CC0.</summary>
    public static readonly ColorMap Inferno = new(
        "inferno", "perceptually uniform from black to pale yellow through red (van der Walt and Smith)",
        """
        000004 040312 0B0724 150B37 210C4A 2E0A5A 3C0965 4A0C6B 57106D 63146E 70196E
        7D1E6D 89226A 962766 A32B61 AF315C BB3755 C63E4D D14644 DB4F3B E35932 EB6528
        F1711E F67F14 F98D0A FB9C06 FCAB0F FBBA1F F9CA32 F5D949 F2E865 F3F586 FCFFA4
        """);

    /// <summary>The rainbow with an even lightness profile. Mikhailov (2019), released under Apache-2.0.</summary>
    public static readonly ColorMap Turbo = new(
        "turbo", "an even rainbow: the look of the paper's figures without false edges (Mikhailov)",
        """
        30123B 392A73 4040A1 4456C7 466BE3 467FF6 4293FF 37A7FA 29BBEC 1DCDD8 18DCC3
        1EE8B0 31F299 4CF97E 6BFD64 8AFF4D A3FD3C B8F735 CCED34 DEE037 EDD03A F8C03A
        FDAE35 FE982C FB8022 F56817 EC520F E04009 D23105 C02302 AC1701 950D01 7A0403
        """);

    /// <summary>
    /// The classic rainbow of CAM pictures: clamped ramps r = 3/2 - |4t - 3|, g = 3/2 - |4t - 2|, b = 3/2 - |4t - 1|, whose corners lie at multiples
    /// of 1/8.
    /// </summary>
    public static readonly ColorMap Jet = new(
        "jet", "the classic rainbow of CAM pictures; its bright bands suggest edges that the data lack",
        "000080 0000FF 0080FF 00FFFF 80FF80 FFFF00 FF8000 FF0000 800000");

    /// <summary>
    /// Blue, light grey, red: Moreland's "smooth cool-warm" (2009), which keeps lightness symmetric about the middle. His published 33-point table.
    /// </summary>
    public static readonly ColorMap CoolWarm = new(
        "cool-warm", "signed maps: blue below zero, grey at zero, red above (Moreland)",
        """
        3B4CC0 445ACC 4D68D7 5775E1 6282EA 6C8EF1 779AF7 82A5FB 8DB0FE 98B9FF A3C2FE
        AEC9FC B8D0F9 C2D5F4 CCD9EE D5DBE6 DDDDDD E5D8D1 ECD3C5 F1CCB9 F4C4AD F7BBA0
        F7B194 F7A687 F49A7B F18D6F EC7F63 E57058 DE604D D55042 CB3E38 C0282F B40426
        """,
        diverging: true);

    /// <summary>
    /// Blue, white, red: ColorBrewer's eleven-class RdBu, reversed (Brewer, Harrower and the Pennsylvania State University; Apache-2.0).
    /// </summary>
    public static readonly ColorMap RedBlue = new(
        "red-blue", "signed maps on white paper: blue below zero, near-white at zero, red above (ColorBrewer)",
        "053061 2166AC 4393C3 92C5DE D1E5F0 F7F7F7 FDDBC7 F4A582 D6604D B2182B 67001F",
        diverging: true);

    /// <summary>Black to white.</summary>
    public static readonly ColorMap Grey = new("grey", "black to white: photographs and spectrograms", "000000 FFFFFF");

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<ColorMap> All { get; } = [Viridis, Magma, Inferno, Turbo, Jet, CoolWarm, RedBlue, Grey];

    /// <summary>The scale of that name; throws <see cref="InputException"/> with the list of names.</summary>
    public static ColorMap Find(string name) =>
        All.FirstOrDefault(map => map.Name == name)
        ?? throw new InputException($"No colour map is called '{name}'; there are: {string.Join(", ", All.Select(map => map.Name))}.");
}
