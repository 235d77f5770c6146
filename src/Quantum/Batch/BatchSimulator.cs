using QXai.Quantum.Simulation;

namespace QXai.Quantum.Batch;

/// <summary>
/// Expectations of several observables for a batch of inputs, and their pullback: the workhorse of the quantum layer. Holds its workspaces and allocates
/// nothing once made; one instance per thread.
/// </summary>
/// <remarks>&lt;Q_m&gt;(x_b, w) = &lt;0| U^dag(x_b, w) Q_m U(x_b, w) |0&gt; for sample b with inputs x_b and the weights w that all samples share.</remarks>
public sealed class BatchSimulator
{
    private readonly Circuit circuit;
    private readonly Instruction[] steps;
    private readonly (BitPauli Pauli, (int Observable, double Coefficient)[] Uses)[] paulis;
    private readonly int observableCount;
    private readonly StateVector<double> state, costate;
    private readonly double[] angles;

    /// <summary>Prepares a circuit and the observables to measure after it; throws where an observable does not fit the circuit's qubits.</summary>
    public BatchSimulator(Circuit circuit, IReadOnlyList<Observable> observables)
    {
        foreach (var observable in observables)
        {
            ArgumentChecks.Fits("BatchSimulator", observable, circuit.Qubits);
        }

        this.circuit = circuit;
        steps = Compiler.Compile(circuit);
        observableCount = observables.Count;
        paulis = [.. observables
            .SelectMany((observable, number) => observable.Terms.Select(term => (term.Pauli, Use: (number, term.Coefficient))))
            .GroupBy(item => item.Pauli, item => item.Use)
            .Select(group => (BitPauli.Of(group.Key, circuit.Qubits), group.ToArray()))];
        (state, costate) = (new(circuit.Qubits), new(circuit.Qubits));
        angles = new double[steps.Length];
    }

    /// <summary>
    /// expectations[b, m] = &lt;Q_m&gt;(x_b, w). Shapes, row-major: inputs [batch, Inputs], weights [Weights], expectations [batch, observables].
    /// Throws <see cref="ArgumentException"/> where a length does not fit.
    /// </summary>
    public void Expectations(int batch, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> expectations)
    {
        CheckLength("Expectations", "inputs", inputs.Length, batch * circuit.Inputs);
        CheckLength("Expectations", "weights", weights.Length, circuit.Weights);
        CheckLength("Expectations", "expectations", expectations.Length, batch * observableCount);
        expectations.Clear();
        for (var sample = 0; sample < batch; sample++)
        {
            Forward(inputs.Slice(sample * circuit.Inputs, circuit.Inputs), weights);
            var row = expectations.Slice(sample * observableCount, observableCount);
            foreach (var (pauli, uses) in paulis)
            {
                var value = state.Inner(state, pauli, 0, 0).Real;
                foreach (var (observable, coefficient) in uses)
                {
                    row[observable] += coefficient * value;
                }
            }
        }
    }

    /// <summary>
    /// The vector-Jacobian product: inputGradients[b, i] += sum over m of g[b, m] d&lt;Q_m&gt;(x_b, w)/dx_bi and
    /// weightGradients[j] += sum over b and m of g[b, m] d&lt;Q_m&gt;(x_b, w)/dw_j, with the cotangents g of shape [batch, observables].
    /// Either gradient may be empty, which skips it. One forward and one backward sweep per sample, however many observables there are.
    /// </summary>
    public void Pullback(
        int batch,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> cotangents,
        Span<double> inputGradients,
        Span<double> weightGradients)
    {
        CheckLength("Pullback", "inputs", inputs.Length, batch * circuit.Inputs);
        CheckLength("Pullback", "weights", weights.Length, circuit.Weights);
        CheckLength("Pullback", "cotangents", cotangents.Length, batch * observableCount);
        CheckLength("Pullback", "inputGradients", inputGradients.Length, inputGradients.IsEmpty ? 0 : batch * circuit.Inputs);
        CheckLength("Pullback", "weightGradients", weightGradients.Length, weightGradients.IsEmpty ? 0 : circuit.Weights);
        for (var sample = 0; sample < batch; sample++)
        {
            var sampleInputs = inputs.Slice(sample * circuit.Inputs, circuit.Inputs);
            var sampleGradients = inputGradients.IsEmpty ? default : inputGradients.Slice(sample * circuit.Inputs, circuit.Inputs);
            Forward(sampleInputs, weights);
            SeedCostate(cotangents.Slice(sample * observableCount, observableCount));
            Backward(sampleInputs, weights, sampleGradients, weightGradients);
        }
    }

    private void Forward(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        state.Reset();
        for (var i = 0; i < steps.Length; i++)
        {
            angles[i] = steps[i].Angle.Value(inputs, weights);
            state.Apply(steps[i], angles[i]);
        }
    }

    /// <summary>lambda = sum over m of g_m Q_m psi.</summary>
    private void SeedCostate(ReadOnlySpan<double> cotangents)
    {
        costate.Clear();
        foreach (var (pauli, uses) in paulis)
        {
            var factor = 0.0;
            foreach (var (observable, coefficient) in uses)
            {
                factor += coefficient * cotangents[observable];
            }

            costate.Accumulate(factor, pauli, state);
        }
    }

    /// <summary>Undoes the steps one by one; at U(t) = exp(-i t G), d/dt = 2 Im &lt;lambda|G|psi&gt;.</summary>
    private void Backward(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> inputGradients, Span<double> weightGradients)
    {
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            var step = steps[i];
            if (step.IsDifferentiable)
            {
                var gradients = step.Angle.Source == AngleSource.Input ? inputGradients : weightGradients;
                if (!gradients.IsEmpty)
                {
                    gradients[step.Angle.Index] += step.Angle.Slope(inputs, weights) * 2 * step.Generate(costate, state).Imaginary;
                }
            }

            state.ApplyInverse(step, angles[i]);
            costate.ApplyInverse(step, angles[i]);
        }
    }

    private static void CheckLength(string operation, string argument, int length, int expected)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{operation}: {argument} has {length} numbers, but {expected} are needed.");
        }
    }
}
