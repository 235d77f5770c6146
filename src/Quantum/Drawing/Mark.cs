namespace QXai.Quantum.Drawing;

/// <summary>What a drawing shows where a gate meets a wire.</summary>
internal enum MarkKind
{
    /// <summary>A box with a label.</summary>
    Box,

    /// <summary>A filled dot: a control on 1.</summary>
    On,

    /// <summary>A hollow dot: a control on 0.</summary>
    Off,

    /// <summary>The circled plus of a controlled X.</summary>
    Not,

    /// <summary>One end of a SWAP.</summary>
    Cross,

    /// <summary>A measurement, with the bit it writes as its label.</summary>
    Meter,

    /// <summary>A noise channel.</summary>
    Channel,

    /// <summary>A barrier, which no wire's operations pass.</summary>
    Barrier,
}

/// <summary>A mark on a qubit's wire, with its label where it has one.</summary>
internal readonly record struct Mark(int Qubit, MarkKind Kind, string Label);
