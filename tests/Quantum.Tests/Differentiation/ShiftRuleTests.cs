using QXai.Quantum.Differentiation;

namespace QXai.Quantum.Tests.Differentiation;

public class ShiftRuleTests
{
    [Fact]
    public void A_rotation_takes_half_the_difference_at_a_quarter_turn()
    {
        var (shift, weight) = Assert.Single(ShiftRule.For(1).Terms);
        Assert.Equal((Math.PI / 2, 0.5), (shift, weight));
    }

    [Fact]
    public void A_controlled_rotation_takes_the_known_four_terms()
    {
        var terms = ShiftRule.For(0.5, 1).Terms;
        Assert.Equal([Math.PI / 2, 3 * Math.PI / 2], terms.Select(term => term.Shift));
        Assert.Equal((Math.Sqrt(2) + 1) / (4 * Math.Sqrt(2)), terms[0].Weight, 1e-15);
        Assert.Equal(-(Math.Sqrt(2) - 1) / (4 * Math.Sqrt(2)), terms[1].Weight, 1e-15);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.5 })]
    [InlineData(new[] { 1.0, 2, 3, 4 })]
    [InlineData(new[] { 0.3, 1.1, 1.7 })]
    public void Any_frequencies_give_the_exact_slope(double[] frequencies)
    {
        double E(double t) => 0.4 + frequencies.Select((w, k) => (k + 1) * Math.Cos(w * t) - 0.7 * Math.Sin(w * t)).Sum();
        var slope = frequencies.Select((w, k) => -(k + 1) * w * Math.Sin(w * 0.6) - 0.7 * w * Math.Cos(w * 0.6)).Sum();
        Assert.Equal(slope, ShiftRule.For(frequencies).Terms.Sum(term => term.Weight * (E(0.6 + term.Shift) - E(0.6 - term.Shift))), 1e-12);
    }

    [Theory]
    [InlineData(new[] { 1.0, 1.0 }, "ShiftRule: frequency 1 is among [1, 1], but positive numbers, each once, are needed.")]
    [InlineData(new[] { 0.5, -2 }, "ShiftRule: frequency -2 is among [0.5, -2], but positive numbers, each once, are needed.")]
    [InlineData(new[] { double.NaN }, "ShiftRule: frequency NaN is among [NaN], but positive numbers, each once, are needed.")]
    public void Frequencies_that_are_none_are_refused(double[] frequencies, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => ShiftRule.For(frequencies)).Message);

    [Fact]
    public void An_input_that_feeds_two_gates_is_shifted_gate_by_gate()
    {
        // <Z> = cos 2x, whose slope a shift of x itself by pi/2 would miss: it would give 0.
        var circuit = new Circuit(1).RY(0, input: 0).RY(0, input: 0);
        var jacobian = new ParameterShift().Differentiate(circuit, [Observable.Z(0)], [0.3], []);
        Assert.Equal(-2 * Math.Sin(0.6), jacobian.Inputs[0, 0], 1e-14);
    }

    [Fact]
    public void A_controlled_rotation_needs_and_gets_more_than_two_terms()
    {
        var circuit = new Circuit(2).H(0).CRY(0, 1, input: 0).CRX(1, 0, 2 * Angle.Input(0));
        var exact = new Adjoint().Differentiate(circuit, [Observable.Parse("X0 + Z0 X1", 2)], [0.8], []);
        var shifted = new ParameterShift().Differentiate(circuit, [Observable.Parse("X0 + Z0 X1", 2)], [0.8], []);
        Assert.True(Math.Abs(exact.Inputs[0, 0]) > 0.1);
        Assert.Equal(exact.Inputs[0, 0], shifted.Inputs[0, 0], 1e-13);
    }
}
