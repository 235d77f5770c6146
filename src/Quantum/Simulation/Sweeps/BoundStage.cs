using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A stage that can be bound to angles again and again: its phases in order, or inverted in inverse order. Relabellings at the
/// beginning and at the end are done while tiles are brought in and back, where that can be.
/// </summary>
internal sealed class BoundStage<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BoundStart<T>? start;
    private readonly ITileMove<T>? entry, exit;
    private readonly IBoundPhase<T>[] phases;

    /// <summary>Makes a stage ready; the plan's start, if it has one, belongs to the first.</summary>
    public BoundStage(Plan plan, Stage stage, bool inverse)
    {
        start = ReferenceEquals(stage, plan.Stages[0]) ? plan.Start?.Make<T>(plan) : null;
        phases = new IBoundPhase<T>[stage.Phases.Length];
        for (var p = 0; p < phases.Length; p++)
        {
            var phase = stage.Phases[inverse ? phases.Length - 1 - p : p];
            phases[p] = phase.Kept(inverse) as IBoundPhase<T> ?? Make(phase, plan, inverse);
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

    /// <summary>Takes the angles that the stage has from now on.</summary>
    public void Bind(StepAngles angles)
    {
        start?.Bind(angles);
        foreach (var phase in phases)
        {
            phase.Bind(angles);
        }
    }

    /// <summary>
    /// Tile number <paramref name="number"/>, or the whole state; buffer <paramref name="which"/> of this thread holds what does not stay in place.
    /// </summary>
    public Tile<T> Load(StateVector<T> state, int number, int which) => Map is null
        ? new Tile<T> { Re = state.Real, Im = state.Imaginary }
        : Map.Load(state, number, TileBuffer<T>.Of(Map.Size, which), inPlace: exit is null, start, entry);

    /// <summary>Brings a tile back.</summary>
    public void Store(StateVector<T> state, in Tile<T> tile) => Map?.Store(state, tile, exit);

    private static IBoundPhase<T> Make(Phase phase, Plan plan, bool inverse) =>
        plan.Lanes == 1 ? phase.Make<Simd1<T>, T>(plan.Runs, inverse)
        : plan.Lanes == Simd512<T>.Lanes ? phase.Make<Simd512<T>, T>(plan.Runs, inverse)
        : plan.Lanes == Simd256<T>.Lanes ? phase.Make<Simd256<T>, T>(plan.Runs, inverse)
        : phase.Make<Simd128<T>, T>(plan.Runs, inverse);
}
