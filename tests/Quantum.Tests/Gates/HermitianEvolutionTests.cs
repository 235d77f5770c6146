using System.Numerics;
using QXai.Quantum.Batch;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.SecondOrder;
using QXai.Quantum.Gates;
using QXai.Quantum.Noise;
using QXai.Quantum.Simulation;
using QXai.Reference.Circuits;

namespace QXai.Quantum.Tests.Gates;

public class HermitianEvolutionTests
{
    private static readonly ComplexMatrix Heisenberg = new(1, 0, 0, 0, 0, -1, 2, 0, 0, 2, -1, 0, 0, 0, 0, 1);

    /// <summary>Qubits of H, whether it is degenerate, and controls.</summary>
    public static TheoryData<int, bool, int> Cases => new()
    {
        { 1, false, 0 }, { 1, false, 2 }, { 2, false, 0 }, { 2, true, 1 }, { 3, true, 0 }, { 3, false, 1 }, { 6, true, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void States_and_gradients_are_those_of_the_dense_twin(int qubits, bool degenerate, int controls)
    {
        var (circuit, observable, x, w) = Case(qubits, degenerate, controls);
        var twin = new KroneckerSimulator(circuit, x, w);
        var (state, expected) = (StateVector<double>.Run(circuit, x, w), twin.State());
        Assert.All(Enumerable.Range(0, state.Dimension), i => Assert.True((state[i] - expected[i]).Magnitude < 1e-12));
        var (inputs, weights) = (twin.Gradient(observable, AngleSource.Input, 1), twin.Gradient(observable, AngleSource.Weight, 2));
        Assert.Contains(weights, slope => Math.Abs(slope) > 1e-3);
        foreach (var method in Differentiators.All)
        {
            var (jacobian, tolerance) = (method.Differentiate(circuit, [observable], x, w), method.Name == "finite" ? 1e-8 : 1e-11);
            Assert.Equal(inputs[0], jacobian.Inputs[0, 0], tolerance);
            Assert.Equal(weights[0], jacobian.Weights[0, 0], tolerance);
            Assert.Equal(weights[1], jacobian.Weights[0, 1], tolerance);
        }

        foreach (var method in NoisyDifferentiators.All.Where(_ => circuit.Qubits <= 4))
        {
            Assert.Equal(weights[1], method.Differentiate(new(circuit), [observable], x, w).Weights[0, 1], 1e-11);
        }

        var batch = new double[1];
        new BatchSimulator(circuit, [observable]).Expectations(1, x, w, batch);
        Assert.Equal(twin.Expectation(observable), batch[0], 1e-11);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Second_derivatives_are_differences_of_gradients(int qubits, bool degenerate, int controls)
    {
        var (circuit, observable, x, w) = Case(qubits, degenerate, controls);
        var hessian = Hessian.Of(circuit, observable, x, w);
        const double Step = 1e-4;
        for (var j = 0; j < 2; j++)
        {
            double Gradient(double h)
            {
                var moved = w.ToArray();
                moved[j] += h;
                return new Adjoint().Differentiate(circuit, [observable], x, moved).Weights[0, 0];
            }

            var slope = (8 * (Gradient(Step) - Gradient(-Step)) - (Gradient(2 * Step) - Gradient(-2 * Step))) / (12 * Step);
            Assert.Equal(slope, hessian[1, 1 + j], 1e-7);
        }
    }

    [Fact]
    public void A_Pauli_word_evolves_as_its_rotation_by_twice_the_time()
    {
        var gate = GateCatalogue.Evolution(PauliMatrices.Word("XYZ"));
        Assert.True(gate.Matrix(0.7).Distance(GateCatalogue.PauliRotation("XYZ").Matrix(1.4)) < 1e-14);
        Assert.Equal([-1, 1], gate.Spectrum.Select(value => Math.Round(value, 14)));
        Assert.Equal(2, Assert.Single(gate.Frequencies()), 1e-14);
    }

    [Fact]
    public void Frequencies_are_the_differences_of_eigenvalues_and_a_control_adds_zero()
    {
        var gate = GateCatalogue.Evolution(Heisenberg);
        Assert.Equal([4], gate.Frequencies().Select(value => Math.Round(value, 13)));
        Assert.Equal([1, 3, 4], gate.Frequencies(controlled: true).Select(value => Math.Round(value, 13)));
        Assert.Equal([1, 3, 4], GateCatalogue.Controlled(gate, 1).Frequencies().Select(value => Math.Round(value, 13)));
    }

    [Fact]
    public void The_shift_takes_the_gate_as_a_whole_where_that_takes_fewer_runs()
    {
        var whole = Occurrences(new Circuit(2).Evolution(Heisenberg, [0, 1], input: 0));
        Assert.Single(Assert.Single(whole).Rule.Terms);
        Assert.Equal([1, 3, 4], Assert.Single(Occurrences(new Circuit(3).Add(GateCatalogue.Evolution(Heisenberg), [0, 1], [Angle.Input(0)], [new(2)])))
            .Frequencies.Select(value => Math.Round(value, 13)));

        // Sixteen irregular eigenvalues have 120 differences, but 15 rotations diagonalise the gate.
        var irregular = ComplexMatrix.Diagonal([.. Enumerable.Range(0, 16).Select(i => (Complex)Math.Sqrt(i + 2))]);
        var apart = Occurrences(new Circuit(4).Evolution(irregular, [0, 1, 2, 3], input: 0));
        Assert.Equal(15, apart.Sum(one => one.Rule.Terms.Length));
        Assert.Equal(15, apart.Count(one => one.Frequencies.Length == 1));
    }

    [Fact]
    public void A_multiple_of_the_identity_is_a_phase_and_zero_is_nothing()
    {
        var phase = new Circuit(2).H(0).Add(GateCatalogue.Evolution(3 * ComplexMatrix.Identity(2)), [1], [Angle.Input(0)], [new(0)]);
        var jacobian = new ParameterShift().Differentiate(phase, [Observable.Parse("X0", 2)], [0.4], []);
        Assert.Equal(Math.Cos(1.2), jacobian.Expectations[0], 1e-14);
        Assert.Equal(-3 * Math.Sin(1.2), jacobian.Inputs[0, 0], 1e-13);
        Assert.Equal(-3 * Math.Sin(1.2), new LieBracket().Differentiate(phase, [Observable.Parse("X0", 2)], [0.4], []).Inputs[0, 0], 1e-13);
        var nothing = new Circuit(1).H(0).Evolution(0 * ComplexMatrix.Identity(2), [0], input: 0);
        Assert.All(Differentiators.All, method => Assert.Equal(0, method.Differentiate(nothing, [Observable.Z(0)], [0.4], []).Inputs[0, 0], 1e-13));
    }

    [Fact]
    public void It_is_undone_drawn_and_written()
    {
        var circuit = new Circuit(3).H(0).Add(GateCatalogue.Evolution(Heisenberg), [2, 0], [0.5 * Angle.Weight(0)], [new(1, On: false)]);
        Assert.Equal(1, StateVector<double>.Run(circuit.Append(circuit.Inverse()), [], [0.9])[0].Real, 1e-14);
        Assert.Equal("H q0; Evolution(0.5*w0) q2 q0 if q1=0", string.Join("; ", circuit.Gates));
        Assert.Contains("Evol(0.5*w0):0", circuit.Draw(), StringComparison.Ordinal);
        var again = Circuit.FromQasm(circuit.ToQasm());
        var (state, read) = (StateVector<double>.Run(circuit, [], [0.9]), StateVector<double>.Run(again, [], [0.9]));
        Assert.Equal(1, state.Inner(read).Real, 1e-13);
        Assert.Equal(GateCatalogue.Evolution(Heisenberg), circuit.Gates[1].Gate);
    }

    [Fact]
    public void What_is_not_Hermitian_is_refused()
    {
        Assert.Equal("Evolution: the matrix is not Hermitian: H differs from H^dag by 1E+0, but at most 1E-10 is accepted.",
            Assert.Throws<ArgumentException>(() => GateCatalogue.Evolution(new(0, 1, 0, 0))).Message);
        Assert.Equal("Evolution: a matrix of size 3 x 3 fits no gate on 1 to 6 qubits: 2, 4, 8, 16, 32 or 64 is needed.",
            Assert.Throws<ArgumentException>(() => GateCatalogue.Evolution(ComplexMatrix.Identity(3))).Message);
        Assert.StartsWith("Evolution: the matrix is not Hermitian",
            Assert.Throws<ArgumentException>(() => GateCatalogue.Evolution(new(double.NaN, 0, 0, 0))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Evolution: the matrix is not Hermitian",
            Assert.Throws<ArgumentException>(() => GateCatalogue.Evolution(new(double.PositiveInfinity, 0, 0, 0))).Message, StringComparison.Ordinal);
        Assert.Equal("Evolution(0): 1 qubits were given, but Evolution acts on 2.",
            Assert.Throws<ArgumentException>(() => new Circuit(2).Evolution(Heisenberg, [0], angle: 1)).Message);
    }

    /// <summary>Two evolutions, one of them by a scaled input and one by a weight, between other gates on all qubits, the controls on 0 and 1.</summary>
    private static (Circuit Circuit, Observable Observable, double[] Inputs, double[] Weights) Case(int qubits, bool degenerate, int controls)
    {
        var make = new RandomCircuits((ulong)(qubits + 10 * controls));
        var total = qubits + controls;
        var vectors = make.Unitary(1 << qubits);
        Complex[] values = [.. Enumerable.Range(0, 1 << qubits).Select(i => (Complex)(degenerate ? i % 2 - 0.3 : Math.Sin(3 * i + 1)))];
        var product = vectors * ComplexMatrix.Diagonal(values) * vectors.Adjoint();
        var gate = GateCatalogue.Evolution(0.5 * (product + product.Adjoint()));
        var circuit = new Circuit(total, 1, 2);
        for (var qubit = 0; qubit < total; qubit++)
        {
            circuit = circuit.RY(qubit, Angle.Weight(0) + (0.3 * qubit + 0.4));
        }

        int[] targets = [.. Enumerable.Range(0, qubits).Reverse()];
        Control[] on = [.. Enumerable.Range(qubits, controls).Select(qubit => new Control(qubit, On: qubit != qubits))];
        circuit = circuit.Add(gate, targets, [Angle.Weight(1)], on);
        for (var qubit = 1; qubit < total; qubit++)
        {
            circuit = circuit.CNOT(qubit - 1, qubit);
        }

        circuit = circuit.Add(gate, targets, [0.7 * Angle.Input(0) + 0.2], on);
        return (circuit, new Observable([.. make.Observable(total).Terms, new(0.4, PauliString.FromWord(new string('Z', total)))]), [0.6], [0.3, -1.1]);
    }

    private static AngleOccurrence[] Occurrences(Circuit circuit) => [.. AngleOccurrence.Of(circuit, Compiler.Compile(circuit))];
}
