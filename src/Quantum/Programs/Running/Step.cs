namespace QXai.Quantum.Programs.Running;

/// <summary>A step of a program made flat: conditions have become jumps, and neighbouring gates one circuit.</summary>
internal abstract record Step;

/// <summary>Applies gates.</summary>
internal sealed record GatesStep(Circuit Circuit) : Step;

/// <summary>Measures a qubit.</summary>
internal sealed record MeasureStep(int Qubit, int? Bit) : Step;

/// <summary>Resets a qubit.</summary>
internal sealed record ResetStep(int Qubit) : Step;

/// <summary>Writes a bit.</summary>
internal sealed record AssignStep(int Bit, bool Value) : Step;

/// <summary>Goes on at step <paramref name="Target"/>, unless <paramref name="Unless"/> holds.</summary>
internal sealed record JumpStep(Condition? Unless, int Target) : Step;
