namespace QXai.Xai.Rendering;

/// <summary>The words around a figure's panels and the measures of its layout.</summary>
public sealed record FigureOptions
{
    /// <summary>Above everything; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>
    /// Below everything, small: how the maps were normalised for display, which model, which seed. Lines are separated by '\n' and broken where the
    /// figure is narrower.
    /// </summary>
    public string Note { get; init; } = "";

    /// <summary>One per column, above the panels; empty for none.</summary>
    public IReadOnlyList<string> ColumnLabels { get; init; } = [];

    /// <summary>One per row, left of the panels; empty for none.</summary>
    public IReadOnlyList<string> RowLabels { get; init; } = [];

    /// <summary>The legend at the right, as high as the panels; null for none.</summary>
    public ColorBar? ColorBar { get; init; }

    /// <summary>Size of the text: 1 gives capitals of 7 pixels.</summary>
    public double TextScale { get; init; } = 2;

    /// <summary>Pixels between panels.</summary>
    public int Gap { get; init; } = 10;

    /// <summary>Pixels around the figure.</summary>
    public int Margin { get; init; } = 20;

    /// <summary>The paper.</summary>
    public Rgb Background { get; init; } = Rgb.White;
}
