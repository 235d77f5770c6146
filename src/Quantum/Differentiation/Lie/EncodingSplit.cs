using System.Collections.Immutable;

namespace QXai.Quantum.Differentiation.Lie;

/// <summary>
/// A circuit cut into V(x) = V_1 (x) ... (x) V_n and the rest U: V_q holds qubit q's leading one-qubit steps up to the last that depends on an input, before
/// anything joins q to another qubit. Steps on different qubits commute, so U V is the whole circuit.
/// </summary>
internal sealed class EncodingSplit
{
    public EncodingSplit(CircuitRun run)
    {
        Run = run;
        var leading = new List<int>[run.Circuit.Qubits];
        var joined = new bool[run.Circuit.Qubits];
        for (var qubit = 0; qubit < leading.Length; qubit++)
        {
            leading[qubit] = [];
        }

        for (var i = 0; i < run.Steps.Length; i++)
        {
            var step = run.Steps[i];
            if (step.Targets.Length == 1 && !step.IsControlled && !joined[step.Targets[0]])
            {
                leading[step.Targets[0]].Add(i);
                continue;
            }

            foreach (var qubit in step.Targets.Concat(run.Circuit.Gates[step.Gate].Controls.Select(control => control.Qubit)))
            {
                joined[qubit] = true;
            }
        }

        Local = [.. leading.Select(steps => steps[..(steps.FindLastIndex(IsEncoding) + 1)].ToImmutableArray())];
        var inV = Local.SelectMany(steps => steps).ToHashSet();
        Rest = [.. Enumerable.Range(0, run.Steps.Length).Where(i => !inV.Contains(i))];
        Factors = [.. Local.Select(steps => steps.Aggregate(ComplexMatrix.Identity(2), (product, i) => Matrix(i) * product))];
    }

    /// <summary>The circuit with its angles.</summary>
    public CircuitRun Run { get; }

    /// <summary>Per qubit, the numbers of the steps of V_q.</summary>
    public ImmutableArray<ImmutableArray<int>> Local { get; }

    /// <summary>The numbers of the steps of U.</summary>
    public ImmutableArray<int> Rest { get; }

    /// <summary>The 2 x 2 matrices V_q(x).</summary>
    public ImmutableArray<ComplexMatrix> Factors { get; }

    /// <summary>The steps of V whose angle depends on an input.</summary>
    public IEnumerable<int> Encodings => Local.SelectMany(steps => steps).Where(IsEncoding).Order();

    /// <summary>V_q(x) with the angle of its step <paramref name="shifted"/> moved by <paramref name="shift"/>.</summary>
    public ComplexMatrix ShiftedFactor(int qubit, int shifted, double shift) =>
        Local[qubit].Aggregate(ComplexMatrix.Identity(2), (product, i) => Matrix(i, i == shifted ? shift : 0) * product);

    /// <summary>What V_q still does after step <paramref name="number"/>.</summary>
    public ComplexMatrix After(int qubit, int number) =>
        Local[qubit].Where(i => i > number).Aggregate(ComplexMatrix.Identity(2), (product, i) => Matrix(i) * product);

    private bool IsEncoding(int i) => Run.Steps[i].Angle is { Source: AngleSource.Input, IsProduct: false };

    private ComplexMatrix Matrix(int i, double shift = 0) => Run.Steps[i] is { Generator: not null } step
        ? step.Factor.Matrix(Run.Angles[i] + shift)
        : Run.Steps[i].Factor.Matrix();
}
