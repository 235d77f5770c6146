namespace QXai.Quantum.Programs;

/// <summary>How a <see cref="RegisterCondition"/> compares.</summary>
public enum Comparison
{
    /// <summary>==.</summary>
    Equal,

    /// <summary>!=.</summary>
    NotEqual,

    /// <summary>&lt;.</summary>
    Less,

    /// <summary>&lt;=.</summary>
    LessOrEqual,

    /// <summary>&gt;.</summary>
    Greater,

    /// <summary>&gt;=.</summary>
    GreaterOrEqual,
}
