using System.Numerics;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A plan, or its inverse, with all the room that its angles need, so that a run with other angles allocates nothing. For one thread at a time: whoever takes
/// the plan's spare one has it alone until giving it back.
/// </summary>
internal sealed class BoundPlan<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Plan plan;
    private readonly bool inverse;

    /// <summary>Makes room; the plan is not yet bound.</summary>
    public BoundPlan(Plan plan, bool inverse)
    {
        (this.plan, this.inverse, Angles) = (plan, inverse, new(plan, inverse));
        Stages = new BoundStage<T>[plan.Stages.Length];
        for (var s = 0; s < Stages.Length; s++)
        {
            Stages[s] = new(plan, plan.Stages[inverse ? Stages.Length - 1 - s : s], inverse);
        }
    }

    /// <summary>The steps' angles.</summary>
    public StepAngles Angles { get; }

    /// <summary>The stages, in the order in which they run.</summary>
    public BoundStage<T>[] Stages { get; }

    /// <summary>The plan's spare one, or another.</summary>
    public static BoundPlan<T> Take(Plan plan, bool inverse) =>
        Interlocked.Exchange(ref plan.Spare(inverse), null) as BoundPlan<T> ?? new(plan, inverse);

    /// <summary>Leaves it to the next run.</summary>
    public void GiveBack() => Volatile.Write(ref plan.Spare(inverse), this);

    /// <summary>Takes the angles of all steps.</summary>
    public void Bind(ReadOnlySpan<double> angles)
    {
        Angles.Set(angles);
        Bind();
    }

    /// <summary>Takes the inputs and weights that the steps' angles depend on.</summary>
    public void Bind(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        Angles.Set(inputs, weights);
        Bind();
    }

    private void Bind()
    {
        foreach (var stage in Stages)
        {
            stage.Bind(Angles);
        }
    }
}
