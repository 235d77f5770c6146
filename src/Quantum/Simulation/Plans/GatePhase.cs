using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Plans;

/// <summary>
/// Fused one-qubit gates on different qubits of a tile, which commute. Each 2 x 2 matrix is diag * turn * diag, so the phase is a diagonal, real turns
/// x0, x1 := x0 - t x1, x1 + t x0 on the real and the imaginary plane alike, and a diagonal.
/// </summary>
internal sealed class GatePhase : Phase
{
    private readonly (int Place, int[] Steps)[] gates;

    /// <summary>Gates on different places of a tile of 2^<paramref name="size"/> amplitudes.</summary>
    public GatePhase(IEnumerable<(int Place, int[] Steps)> gates, int size) => (this.gates, Size) = ([.. gates.OrderBy(gate => gate.Place)], size);

    /// <summary>Bits of a tile.</summary>
    public int Size { get; }

    /// <summary>The number, in the plan, of the first of the gates.</summary>
    public int First { get; set; }

    /// <summary>The steps of every gate.</summary>
    public IEnumerable<int[]> Runs => gates.Select(gate => gate.Steps);

    public override IBoundPhase<T> Make<TVector, T>(GateRuns runs, bool inverse) =>
        new BoundGates<TVector, T>([.. Enumerable.Range(0, gates.Length).Select(k => new GatePlace(gates[k].Place, runs[First + k]))], Size);

    public override PhaseGradient Gradient(Instruction[] steps, StepAngles angles) => new GateGradient(gates, steps, angles);
}
