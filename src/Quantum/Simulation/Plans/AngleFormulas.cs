namespace QXai.Quantum.Simulation.Plans;

/// <summary>The angles of a plan's steps as functions of inputs and weights, constants apart: plain ones are evaluated without looking at their kind.</summary>
internal sealed class AngleFormulas
{
    private readonly Instruction[] steps;
    private readonly Formula[] formulas;
    private readonly int[] constants;

    /// <summary>The formulas of all steps' angles.</summary>
    public AngleFormulas(Instruction[] steps)
    {
        this.steps = steps;
        constants = [.. Enumerable.Range(0, steps.Length).Where(i => steps[i].Angle.IsConstant)];
        int[] others = [.. Enumerable.Range(0, steps.Length).Where(i => !steps[i].Angle.IsConstant)];
        formulas = Array.ConvertAll(others, i => Of(i, steps[i].Angle));
    }

    /// <summary>Writes the angles that do not depend on inputs or weights.</summary>
    public void Constants(Span<double> angles)
    {
        foreach (var i in constants)
        {
            angles[i] = steps[i].Angle.Offset;
        }
    }

    /// <summary>Writes the other angles at the given inputs and weights.</summary>
    public void Evaluate(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> angles)
    {
        foreach (ref readonly var formula in formulas.AsSpan())
        {
            angles[formula.Step] = formula.IsPlain
                ? formula.Scale * (formula.IsInput ? inputs[formula.Index] : weights[formula.Index]) + formula.Offset
                : steps[formula.Step].Angle.Value(inputs, weights);
        }
    }

    private static Formula Of(int step, Angle angle) =>
        new(step, angle.Index, angle.Map == AngleMap.Identity, angle.Source == AngleSource.Input, angle.Scale, angle.Offset);

    private readonly record struct Formula(int Step, int Index, bool IsPlain, bool IsInput, double Scale, double Offset);
}
