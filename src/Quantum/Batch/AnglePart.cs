namespace QXai.Quantum.Batch;

/// <summary>A part of an angle, the angle's place among others, and the number of the input or weight that the part is a function of.</summary>
internal sealed record AnglePart(int Place, Angle Part, int Index);
