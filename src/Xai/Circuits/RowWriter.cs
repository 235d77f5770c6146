namespace QXai.Xai.Circuits;

/// <summary>Writes the inputs of evaluation number <paramref name="k"/> into <paramref name="x"/>.</summary>
internal delegate void RowWriter(int k, Span<double> x);
