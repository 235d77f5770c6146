namespace QXai.Xai.Rendering;

/// <summary>
/// The shapes of the printable ASCII characters as centre lines on a grid of half units: x to the right, y downwards, capitals from 0 to c (12),
/// small letters from 4, descenders to g (16). A stroke is a chain of points of two base-36 digits; '(' before a point marks it as the control point
/// of a quadratic curve, two of which in a row imply the point midway; a final 'z' closes the chain. A stroke of one point is a dot. Strokes are
/// separated by blanks. At whole-number scales the lines fall on pixel centres, so that small text is as crisp as a bitmap font and large text stays
/// smooth.
/// </summary>
internal static class GlyphShapes
{
    /// <summary>What a character outside the table looks like: an empty box.</summary>
    public const string Unknown = "00707c0cz";

    /// <summary>Shapes of the characters ' ' (32) to '~' (126), in order.</summary>
    public static readonly string[] Printable =
    [
        "", // space
        "0008 0c", // !
        "0003 3033", // "
        "302c 605c 0484 0888", // #
        "72(7141(0103(0646(8689(8b4b(0b1a 404d", // $
        "02(00(4042(44(04z 6a(68(a8aa(ac(6cz 901c", // %
        "8c24(1312(1030(5052(5435(0709(0c3c(7c87", // &
        "0003", // '
        "20(0307(0b2e", // (
        "00(2327(2b0e", // )
        "3137 0266 6206", // *
        "0787 434b", // +
        "1c0e", // ,
        "0747", // -
        "0c", // .
        "500c", // /
        "04(00(606468(6c(0c08z", // 0
        "12404c 1c7c", // 1
        "03(00(6063(65470c6c", // 2
        "02(00(6063(663626 36(6669(6c(0c0a", // 3
        "4c400868", // 4
        "601005(1434(6468(6c(0c0a", // 5
        "60(0008 08(04(6468(6c(0cz", // 6
        "00602c", // 7
        "03(00(6063(66(06z 09(06(6669(6c(0cz", // 8
        "04(00(6064(68(08z 64(6b1c", // 9
        "05 0c", // :
        "15 1c0e", // ;
        "73077b", // <
        "0585 0989", // =
        "03770b", // >
        "03(00(7073(7556(3739 3c", // ?
        "9c6c(0c06(0060(c0c6(c9a9(8986 86(83(3336(39(89z", // @
        "0c408c 1878", // A
        "000c 0040(7073(764606 46(8689(8c4c0c", // B
        "83(8040(000408(0c4c(8c89", // C
        "0030(808587(8c3c0cz", // D
        "70000c7c 0666", // E
        "70000c 0656", // F
        "83(8040(000408(0c4c(8c898656", // G
        "000c 808c 0686", // H
        "000c", // I
        "6069(6c3c(0c09", // J
        "000c 8008 358c", // K
        "000c7c", // L
        "0c0057a0ac", // M
        "0c008c80", // N
        "04(00(808488(8c(0c08z", // O
        "0c0050(8083(865606", // P
        "04(00(808488(8c(0c08z 599d", // Q
        "0c0050(8083(865606 468c", // R
        "83(8040(0003(0646(8689(8c4c(0c09", // S
        "0080 404c", // T
        "0008(0c4c(8c8880", // U
        "004c80", // V
        "003c629cc0", // W
        "008c 800c", // X
        "004680 464c", // Y
        "00800c8c", // Z
        "20000e2e", // [
        "005c", // \
        "00202e0e", // ]
        "033063", // ^
        "0e8e", // _
        "0022", // `
        "15(2434(64676c 6838(080a(0c3c(6c69", // a
        "000c 07(0434(646769(6c3c(0c09", // b
        "66(6434(040709(0c3c(6c6a", // c
        "606c 67(6434(040709(0c3c(6c69", // d
        "086867(64(040709(0c3c(6c6a", // e
        "50(20232c 0454", // f
        "646d(6g3g(0g0e 67(6434(040709(0c3c(6c69", // g
        "000c 07(0434(64676c", // h
        "040c 00", // i
        "242d(2g0g 20", // j
        "000c 640a 377c", // k
        "000a(0c2c", // l
        "040c 07(0434(54575c 57(5484(a4a7ac", // m
        "040c 07(0434(64676c", // n
        "07(04(646769(6c(0c09z", // o
        "040g 07(0434(646769(6c3c(0c09", // p
        "646g 67(6434(040709(0c3c(6c69", // q
        "040c 07(0444", // r
        "66(6434(0406(0838(686a(6c3c(0c0a", // s
        "2129(2c5c 0454", // t
        "0409(0c3c(6c69 646c", // u
        "044c84", // v
        "043c557ca4", // w
        "047c 740c", // x
        "044c 843e(2g0g", // y
        "04640c6c", // z
        "40(202325(2707(27292b(2e4e", // {
        "000e", // |
        "00(202325(2747(27292b(2e0e", // }
        "08(1547(7986", // ~
    ];
}
