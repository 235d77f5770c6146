using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A stage whose angles are known: its phases in order, or inverted in inverse order. Relabellings at the beginning and at the end are done while tiles are
/// brought in and back, where that can be.
/// </summary>
internal sealed class BoundStage<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BoundStart<T>? start;
    private readonly ITileMove<T>? entry, exit;
    private readonly IBoundPhase<T>[] phases;

    /// <summary>Binds a stage; the plan's start, if it has one, belongs to the first.</summary>
    public BoundStage(Plan plan, Stage stage, StepAngles angles, bool inverse)
    {
        start = ReferenceEquals(stage, plan.Stages[0]) ? plan.Start?.Bind<T>(plan, angles) : null;
        phases = new IBoundPhase<T>[stage.Phases.Length];
        for (var p = 0; p < phases.Length; p++)
        {
            var phase = stage.Phases[inverse ? phases.Length - 1 - p : p];
            phases[p] = phase.Kept(inverse) as IBoundPhase<T> ?? Bind(phase, plan, angles, inverse);
        }

        (Map, End) = (stage.Map, phases.Length);
        if (Map is { Count: > 1 } && End > 0 && phases[^1] is ITileMove<T> last && Map.Carries(last))
        {
            (exit, End) = (last, End - 1);
        }

        if (Map is { Count: > 1 } && End > 0 && start is null && phases[0] is ITileMove<T> first)
        {
            (entry, First) = (first, 1);
        }
    }

    /// <summary>Where the tiles lie; null where the stage is one step on the whole state.</summary>
    public TileMap? Map { get; }

    /// <summary>The number of the first phase that is run on tiles.</summary>
    public int First { get; }

    /// <summary>The number behind the last phase that is run on tiles.</summary>
    public int End { get; }

    /// <summary>Phase number <paramref name="p"/>.</summary>
    public IBoundPhase<T> this[int p] => phases[p];

    /// <summary>
    /// Tile number <paramref name="number"/>, or the whole state; buffer <paramref name="which"/> of this thread holds what does not stay in place.
    /// </summary>
    public Tile<T> Load(StateVector<T> state, int number, int which) => Map is null
        ? new Tile<T> { Re = state.Real, Im = state.Imaginary }
        : Map.Load(state, number, TileBuffer<T>.Of(Map.Size, which), inPlace: exit is null, start, entry);

    /// <summary>Brings a tile back.</summary>
    public void Store(StateVector<T> state, in Tile<T> tile) => Map?.Store(state, tile, exit);

    private static IBoundPhase<T> Bind(Phase phase, Plan plan, StepAngles angles, bool inverse) =>
        plan.Lanes == 1 ? phase.Bind<Simd1<T>, T>(plan.Steps, angles, inverse)
        : plan.Lanes == Simd512<T>.Lanes ? phase.Bind<Simd512<T>, T>(plan.Steps, angles, inverse)
        : plan.Lanes == Simd256<T>.Lanes ? phase.Bind<Simd256<T>, T>(plan.Steps, angles, inverse)
        : phase.Bind<Simd128<T>, T>(plan.Steps, angles, inverse);
}
