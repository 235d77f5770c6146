namespace QXai.Quantum;

/// <summary>Where the value of an <see cref="Angle"/> comes from.</summary>
public enum AngleSource
{
    /// <summary>A number fixed in the circuit.</summary>
    Constant,

    /// <summary>An input x_i: data, different for every sample of a batch.</summary>
    Input,

    /// <summary>A weight w_j: trained, shared by all samples.</summary>
    Weight,
}
