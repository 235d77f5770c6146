using QXai.Quantum.Noise;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Noise;

public class ReadoutTests
{
    [Fact]
    public void A_measured_Pauli_factor_shrinks_and_shifts()
    {
        var readout = new Readout(new ReadoutError(0.1, 0.2), default);
        Assert.Equal("0.7*Z0 X1 + 0.1*X1 + 2*Z1", Round(readout.AsMeasured(Observable.Parse("Z0 X1 + 2*Z1", 2))));
        var observable = Observable.Parse("Z0 X1 + 2*Y0 - 3", 2);
        Assert.Equal("Z0 X1 + 2*Y0 - 3", Round(readout.AsMeasured(readout.Corrected(observable))));
        Assert.Equal("Readout: a qubit is read as 1 with probability 0.4 whatever its state, so that no correction exists.",
            Assert.Throws<ArgumentException>(() => new Readout(new ReadoutError(0.4, 0.6)).Corrected(Observable.Z(0))).Message);
    }

    [Fact]
    public void Mixed_probabilities_and_the_changed_observable_tell_the_same()
    {
        var readout = new Readout(new ReadoutError(0.1, 0.2), new ReadoutError(0.03, 0.3));
        var state = new RandomCircuits(3).State(2);
        var probabilities = state.Probabilities();
        readout.Apply(probabilities);
        Assert.Equal(1, probabilities.Sum(), 1e-15);
        Assert.Equal(
            probabilities[0] - probabilities[1] - probabilities[2] + probabilities[3],
            state.Expectation(readout.AsMeasured(Observable.Parse("Z0 Z1", 2))), 1e-14);
    }

    private static string Round(Observable observable) =>
        new Observable([.. observable.Terms.Select(term => new PauliTerm(Math.Round(term.Coefficient, 12), term.Pauli)).Where(term => term.Coefficient != 0)])
            .ToString();
}
