using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>X on a bit above the lanes where a bit within the lanes is 1.</summary>
internal sealed class BoundLaneExchange<TVector, T>(int control, int target) : IBoundPhase<T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(ref Tile<T> tile)
    {
        RelabelKernel.ExchangeLanes<TVector, T>(tile.Re, control, target);
        RelabelKernel.ExchangeLanes<TVector, T>(tile.Im, control, target);
    }
}
