using System.Numerics;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>Any step at its angle, by the kernel of its kind.</summary>
internal sealed class BoundStep<T>(TileStep step, int number, bool inverse) : IBoundPhase<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private double angle;

    public void Bind(StepAngles angles) => angle = angles[number];

    public void Run(ref Tile<T> tile)
    {
        if (step.At(tile.Outer) is { } local)
        {
            StepKernel.Apply(tile.Re, tile.Im, local, angle, inverse);
        }
    }
}
