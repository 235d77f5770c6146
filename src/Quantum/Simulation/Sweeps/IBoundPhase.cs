using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A phase, or the inverse of one, that can be bound to angles again and again.</summary>
internal interface IBoundPhase<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Takes the angles that the phase has from now on.</summary>
    void Bind(StepAngles angles);

    /// <summary>Does the phase on one tile. Runs on several threads at once.</summary>
    void Run(ref Tile<T> tile);
}
