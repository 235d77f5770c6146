using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A phase whose angles are known.</summary>
internal interface IBoundPhase<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Does the phase on one tile. Runs on several threads at once.</summary>
    void Run(ref Tile<T> tile);
}
