namespace QXai.Quantum.Batch;

/// <summary>The numbers that a simulation computes with; angles, expectations and gradients are double either way.</summary>
public enum Precision
{
    /// <summary>Double: expectations and gradients good to 1e-13 and better.</summary>
    Double,

    /// <summary>Single, for speed: good to about 1e-6.</summary>
    Single,
}
