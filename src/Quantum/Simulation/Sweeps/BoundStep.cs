using System.Numerics;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>Any step at its angle, by the kernel of its kind.</summary>
internal sealed class BoundStep<T>(TileStep step, double angle, bool inverse) : IBoundPhase<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(ref Tile<T> tile)
    {
        if (step.At(tile.Outer) is { } local)
        {
            StepKernel.Apply(tile.Re, tile.Im, local, angle, inverse);
        }
    }
}
