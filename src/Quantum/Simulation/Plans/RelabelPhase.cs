using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// Controlled X in a row, as one linear relabelling of a tile's amplitudes. Bits outside the tile are constant within it. No angle matters, so what is bound
/// is kept.
/// </summary>
internal sealed class RelabelPhase(LinearMap map, long tile) : Phase
{
    private object? bound, boundInverse;

    public override object? Kept(bool inverse) => Volatile.Read(ref inverse ? ref boundInverse : ref bound);

    public override IBoundPhase<T> Make<TVector, T>(GateRuns runs, bool inverse)
    {
        var made = new BoundRelabelling<TVector, T>(inverse ? map.Forward : map.Backward, tile);
        Volatile.Write(ref inverse ? ref boundInverse : ref bound, made);
        return made;
    }
}
