using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>What happens to a tile in one go. A phase knows the circuit's form; bound to angles it can be run on tiles.</summary>
internal abstract class Phase
{
    /// <summary>The phase, or its inverse, ready for being bound to angles of the plan's steps.</summary>
    public abstract IBoundPhase<T> Make<TVector, T>(GateRuns runs, bool inverse)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>What <see cref="Make"/> made before and would make again, where no angle matters; null else.</summary>
    public virtual object? Kept(bool inverse) => null;

    /// <summary>What reads the derivatives of the phase's steps off psi and lambda.</summary>
    public virtual PhaseGradient Gradient(Instruction[] steps, StepAngles angles) => new();
}
