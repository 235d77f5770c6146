namespace QXai.Quantum.Programs.Running;

/// <summary>
/// Makes a program flat, so that a run can be left at any step and taken up again on another branch. Measurements that can wait are left to the end.
/// </summary>
internal sealed class Flattening
{
    private readonly QuantumProgram program;
    private readonly List<Step> steps = [];
    private readonly List<AppliedGate> gates = [];

    private Flattening(QuantumProgram program) => this.program = program;

    /// <summary>The steps of a program.</summary>
    public static Step[] Of(QuantumProgram program)
    {
        var flattening = new Flattening(program);
        for (var i = 0; i < program.Operations.Length; i++)
        {
            if (!program.Terminal.CanWait(i))
            {
                flattening.Add(program.Operations[i]);
            }
        }

        flattening.EndGates();
        return [.. flattening.steps];
    }

    private void Add(Operation operation)
    {
        switch (operation)
        {
            case GateOperation gate:
                gates.Add(gate.Gate);
                return;
            case BarrierOperation:
                return;
        }

        EndGates();
        switch (operation)
        {
            case MeasureOperation measure:
                steps.Add(new MeasureStep(measure.Qubit, measure.Bit));
                break;
            case ResetOperation reset:
                steps.Add(new ResetStep(reset.Qubit));
                break;
            case AssignOperation assign:
                steps.Add(new AssignStep(assign.Bit, assign.Value));
                break;
            case ConditionalOperation conditional:
                AddConditional(conditional);
                break;
        }
    }

    private void AddConditional(ConditionalOperation conditional)
    {
        var toElse = Reserve();
        AddAll(conditional.Then);
        var toEnd = conditional.Else.IsEmpty ? -1 : Reserve();
        steps[toElse] = new JumpStep(conditional.Condition, steps.Count);
        if (toEnd >= 0)
        {
            AddAll(conditional.Else);
            steps[toEnd] = new JumpStep(null, steps.Count);
        }
    }

    private void AddAll(IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
        {
            Add(operation);
        }

        EndGates();
    }

    private int Reserve()
    {
        steps.Add(new JumpStep(null, 0));
        return steps.Count - 1;
    }

    private void EndGates()
    {
        if (gates.Count > 0)
        {
            steps.Add(new GatesStep(Circuit.Of(program.Qubits, program.InputNames.Length, program.WeightNames.Length, gates)));
            gates.Clear();
        }
    }
}
