namespace QXai.Data.Jpeg;

/// <summary>
/// What was wrong with a file from which a picture could be made all the same. A damaged file may have thousands of faults: the first few are kept,
/// the rest counted.
/// </summary>
internal sealed class JpegWarnings
{
    private const int Kept = 8;

    private readonly List<string> texts = [];
    private int dropped;

    public void Add(string text)
    {
        if (texts.Count < Kept)
        {
            texts.Add(text);
        }
        else
        {
            dropped++;
        }
    }

    public string[] ToArray() => dropped == 0 ? [.. texts] : [.. texts, $"and {dropped} more"];
}
