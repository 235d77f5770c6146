using System.Numerics;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.Lie;
using QXai.Quantum.Encodings;
using QXai.Quantum.Gates;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Differentiation;

/// <summary>The literal Lie-bracket sum against reverse mode, which shares nothing with it.</summary>
public class LieBracketTests
{
    private static readonly Encoding[] Encodings =
    [
        new AngleEncoding(), new AngleEncoding(Axis.Z, 0.7), new AngleEncoding(Axis.X) { FixedGate = GateCatalogue.T }, new AngleEncoding(Axis.X),
        new ArctanEncoding(), new ArctanEncoding(Axis.Z) { FixedGate = GateCatalogue.SX }, new RyRzArctanEncoding(), new AngleEncoding(Axis.Identity),
    ];

    // verifies QGrad-CAM (15)
    [Fact]
    public void The_sum_over_Pauli_strings_is_the_gradient_for_every_encoding_and_one_to_five_qubits()
    {
        for (var qubits = 1; qubits <= 5; qubits++)
        {
            foreach (var encoding in Encodings)
            {
                var (circuit, x, w, observable) = Model(qubits, encoding, reuploading: false);
                var adjoint = new Adjoint().Differentiate(circuit, [observable], x, w);
                Assert.True(adjoint.Distance(new LieBracket().Differentiate(circuit, [observable], x, w)) < 1e-12, $"{encoding} on {qubits}");
                var derivations = new LieBracket().Derive(circuit, observable, x, w);
                for (var i = 0; i < x.Length; i++)
                {
                    Assert.Equal(adjoint.Inputs[0, i], derivations.Where(d => d.Input == i).Sum(d => d.Value), 1e-12);
                }

                Assert.All(derivations, d => Assert.Equal(d.Value, d.Terms.Sum(term => term.Contribution), 1e-13));
            }
        }
    }

    // verifies QGrad-CAM (14)
    [Fact]
    public void From_zero_a_qubit_has_two_to_the_n_minus_one_terms_and_the_density_two_to_the_n()
    {
        var (circuit, x, w, observable) = Model(4, new AngleEncoding(), reuploading: false);
        Assert.Equal(16, PauliExpansion.OfZero(4).Count);
        Assert.Equal(PauliExpansion.OfZero(4).Coefficients.ToArray(), PauliExpansion.Of(new StateVector<double>(4)).Coefficients.ToArray());
        Assert.All(new LieBracket().Derive(circuit, observable, x, w), d => Assert.Equal(8, d.Terms.Length));
        Assert.All(new LieBracket().Derive(circuit, observable, x, w).SelectMany(d => d.Terms), term => Assert.Equal(1.0 / 16, term.Coefficient));
    }

    // verifies QGrad-CAM (10) and (15)
    [Fact]
    public void The_sum_holds_from_entangled_and_from_mixed_states()
    {
        var (circuit, x, w, observable) = Model(3, new AngleEncoding(), reuploading: false);
        var ghz = StateVector<double>.Of(Math.Sqrt(0.5), 0, 0, 0, 0, 0, 0, Math.Sqrt(0.5));
        var other = new RandomCircuits(3).State(3);
        var fromGhz = new Adjoint().Differentiate(circuit, [observable], x, w, ghz);
        var fromOther = new Adjoint().Differentiate(circuit, [observable], x, w, other);
        Assert.True(fromGhz.Distance(new LieBracket().Differentiate(circuit, [observable], x, w, ghz)) < 1e-12);
        var mixed = PauliExpansion.Mix((0.3, PauliExpansion.Of(ghz)), (0.7, PauliExpansion.Of(other)));
        Assert.Equal(0.3 * fromGhz.Expectations[0] + 0.7 * fromOther.Expectations[0], new LieBracket().Expectation(circuit, observable, x, w, mixed), 1e-12);
        foreach (var derivation in new LieBracket().Derive(circuit, observable, x, w, mixed))
        {
            Assert.Equal(0.3 * fromGhz.Inputs[0, derivation.Input] + 0.7 * fromOther.Inputs[0, derivation.Input], derivation.Value, 1e-12);
        }
    }

    // verifies QGrad-CAM (10)
    [Fact]
    public void The_trace_form_of_the_expectation_is_the_state_s()
    {
        foreach (var encoding in Encodings)
        {
            var (circuit, x, w, observable) = Model(4, encoding, reuploading: false);
            Assert.Equal(StateVector<double>.Run(circuit, x, w).Expectation(observable), new LieBracket().Expectation(circuit, observable, x, w), 1e-12);
        }
    }

    // verifies QGrad-CAM (16)
    [Fact]
    public void The_bracket_is_the_difference_of_two_shifted_conjugations()
    {
        foreach (var encoding in Encodings)
        {
            var (circuit, x, w, observable) = Model(2, encoding, reuploading: false);
            Assert.All(new LieBracket().Derive(circuit, observable, x, w), derivation => Assert.True(derivation.IdentityResidual < 1e-14));
        }
    }

    [Fact]
    public void A_wrong_shift_breaks_the_identity()
    {
        var residual = BracketIdentity.Residual(PauliMatrices.Y, shift => GateCatalogue.RY.Matrix(0.4 + 0.9 * shift) * GateCatalogue.H.Matrix());
        Assert.True(residual > 0.01);
    }

    // verifies QGrad-CAM (11), (12) and (13)
    [Fact]
    public void Reuploaded_inputs_and_weights_take_the_moving_states()
    {
        foreach (var encoding in Encodings)
        {
            var (circuit, x, w, observable) = Model(3, encoding, reuploading: true);
            var adjoint = new Adjoint().Differentiate(circuit, [observable], x, w);
            Assert.True(adjoint.Distance(new LieBracket().Differentiate(circuit, [observable], x, w)) < 1e-12);
            Assert.True(adjoint.Distance(new LieBracket { LiteralQubits = 0 }.Differentiate(circuit, [observable], x, w)) < 1e-12);
        }
    }

    [Fact]
    public void Blind_and_inert_inputs_have_gradient_zero_and_no_terms()
    {
        AngleEncoding[] encodings = [new(Axis.X), new(Axis.Identity), new(Axis.Z) { FixedGate = GateCatalogue.I }];
        foreach (var encoding in encodings)
        {
            Assert.Single(encoding.Warnings);
            var (circuit, x, w, observable) = Model(3, encoding, reuploading: false);
            Assert.All(new LieBracket().Derive(circuit, observable, x, w), d => Assert.Equal((0.0, 0), (d.Value, d.Terms.Length)));
            Assert.All(new Adjoint().Differentiate(circuit, [observable], x, w).Inputs.Cast<double>(), g => Assert.Equal(0, g, 1e-14));
        }
    }

    [Fact]
    public void Eight_qubits_are_literal_by_default_and_progress_ends_at_one()
    {
        var (circuit, x, w, observable) = Model(8, new AngleEncoding(), reuploading: false);
        var reports = new List<double>();
        var lie = new LieBracket { Progress = new Listener(reports) };
        Assert.True(new Adjoint().Differentiate(circuit, [observable], x, w).Distance(lie.Differentiate(circuit, [observable], x, w)) < 1e-12);
        Assert.Equal((256, 1.0), (reports.Count, reports[^1]));
    }

    [Fact]
    public void Cancellation_and_limits_are_told()
    {
        var (circuit, x, w, observable) = Model(9, new AngleEncoding(), reuploading: false);
        var error = Assert.Throws<ArgumentException>(() => new LieBracket().Derive(circuit, observable, x, w));
        Assert.Equal(
            "LieBracket: the literal sum over Pauli strings is limited to 8 qubits, but the circuit has 9; raise LiteralQubits up to 10.",
            error.Message);
        Assert.Equal("LieBracket: 11 literal qubits are outside 0 to 10, since the sum has up to 4^n terms.",
            Assert.Throws<ArgumentException>(() => new LieBracket { LiteralQubits = 11 }).Message);
        Assert.Throws<OperationCanceledException>(() => new LieBracket { LiteralQubits = 9 }.Derive(circuit, observable, x, w, cancellation: new(true)));
    }

    private static (Circuit Circuit, double[] Inputs, double[] Weights, Observable Observable) Model(int qubits, Encoding encoding, bool reuploading)
    {
        var make = new RandomCircuits((ulong)qubits);
        var circuit = VariationalCircuit.Build(qubits, encoding, new Ansatz(2), reuploading);
        return (circuit, make.Numbers(circuit.Inputs), make.Numbers(circuit.Weights), make.Observable(qubits) + Observable.Z(0));
    }

    private sealed class Listener(List<double> reports) : IProgress<double>
    {
        public void Report(double value) => reports.Add(value);
    }
}
