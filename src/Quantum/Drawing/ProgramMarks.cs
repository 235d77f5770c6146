using System.Collections.Immutable;
using QXai.Quantum.Programs;

namespace QXai.Quantum.Drawing;

/// <summary>
/// How a program's operations are drawn: measurements as M→ and the bit, resets as |0⟩, assignments not at all, and what stands under a condition
/// with that condition behind its first mark.
/// </summary>
internal static class ProgramMarks
{
    public static IEnumerable<Layout.Item> Of(QuantumProgram program, Operation operation) => Of(program, operation, "", []);

    private static IEnumerable<Layout.Item> Of(QuantumProgram program, Operation operation, string condition, ImmutableArray<int> bits) =>
        operation switch
        {
            GateOperation gate => [Gate(gate.Gate, condition, bits)],
            MeasureOperation { Bit: { } bit } measure => [Meter(measure.Qubit, program.BitName(bit) + condition, bits.Add(bit))],
            MeasureOperation measure => [Meter(measure.Qubit, condition, bits)],
            ResetOperation reset => [Box(reset.Qubit, "|0⟩" + condition, bits)],
            BarrierOperation barrier => [new([.. barrier.Qubits.Order().Select(qubit => new Mark(qubit, MarkKind.Barrier, ""))], "", [])],
            ConditionalOperation conditional => Branch(program, conditional.Then, conditional.Condition, condition, bits)
                .Concat(Branch(program, conditional.Else, new NotCondition(conditional.Condition), condition, bits)),
            _ => [],
        };

    private static IEnumerable<Layout.Item> Branch(
        QuantumProgram program, ImmutableArray<Operation> operations, Condition held, string condition, ImmutableArray<int> bits) =>
        operations.SelectMany(operation => Of(program, operation, $"{condition} if {held}", [.. bits, .. held.Bits]));

    private static Layout.Item Gate(AppliedGate gate, string condition, ImmutableArray<int> bits)
    {
        var marks = Layout.MarksOf(gate);
        return marks.IsEmpty
            ? new(marks, AngleLabel.Of(gate.Angles[0]) + condition, bits)
            : new(marks.SetItem(0, marks[0] with { Label = marks[0].Label + condition }), "", bits);
    }

    private static Layout.Item Meter(int qubit, string label, ImmutableArray<int> bits) => new([new(qubit, MarkKind.Meter, label)], "", bits);

    private static Layout.Item Box(int qubit, string label, ImmutableArray<int> bits) => new([new(qubit, MarkKind.Box, label)], "", bits);
}
