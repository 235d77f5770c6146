namespace QXai.Data.Jpeg;

/// <summary>
/// What one kind of scan does with one block. Implementations are structs, so that <see cref="ScanWalker"/> is compiled anew for each.
/// </summary>
internal interface IBlockDecoder
{
    /// <summary>Forgets what reaches over blocks: the state at the beginning of a scan and after every restart marker.</summary>
    void Restart();

    /// <summary>Takes the bits of the block in row and column of the component; false where they are no code.</summary>
    bool Decode(ref BitReader bits, ScanComponent component, int row, int column);
}
