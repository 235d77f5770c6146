using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Batch;

/// <summary>
/// One state vector and one costate at a time, step by step: for circuits of so many qubits that a single state fills the caches, and the plain twin
/// that the tiles are tested against.
/// </summary>
internal sealed class SampleBySample<T> : BatchEngine
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Instruction[] steps;
    private readonly (BitPauli Pauli, (int Observable, double Coefficient)[] Uses)[] paulis;
    private readonly StateVector<T> state, costate;
    private readonly double[] angles;

    /// <summary>An engine for a circuit and observables.</summary>
    public SampleBySample(Circuit circuit, IReadOnlyList<Observable> observables)
    {
        steps = Compiler.Compile(circuit);
        paulis = [.. observables
            .SelectMany((observable, number) => observable.Terms.Select(term => (term.Pauli, Use: (number, term.Coefficient))))
            .GroupBy(item => item.Pauli, item => item.Use)
            .Select(group => (BitPauli.Of(group.Key, circuit.Qubits), group.ToArray()))];
        (state, costate) = (new(circuit.Qubits), new(circuit.Qubits));
        angles = new double[steps.Length];
    }

    /// <inheritdoc/>
    public override void Expectations(int slot, int count, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<double> expectations)
    {
        Forward(inputs, weights);
        expectations.Clear();
        foreach (var (pauli, uses) in paulis)
        {
            var value = state.Inner(state, pauli, 0, 0).Real;
            foreach (var (observable, coefficient) in uses)
            {
                expectations[observable] += coefficient * value;
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback(
        int slot,
        int count,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> cotangents,
        Span<double> inputGradients,
        Span<double> weightGradients)
    {
        Forward(inputs, weights);
        SeedCostate(cotangents);
        Backward(inputs, weights, inputGradients, weightGradients);
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
                step.Angle.Pullback(inputs, weights, 2 * step.Generate(costate, state).Imaginary, inputGradients, weightGradients);
            }

            state.ApplyInverse(step, angles[i]);
            costate.ApplyInverse(step, angles[i]);
        }
    }
}
