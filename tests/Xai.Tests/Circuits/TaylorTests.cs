using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Encodings;
using QXai.Reference.Explanations;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Circuits;

/// <summary>The Taylor family: three forms of one definition, and what they refuse.</summary>
public class TaylorTests
{
    /// <summary>f = cos x0 cos x1, the circuit of the fixtures.</summary>
    private static CircuitScore Cosines { get; } = new(new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1), [], Observable.Z(1));

    // verifies XQML (IV)
    [Fact]
    public void TheFormsAgreeForInputsOfDegreeOne() => RandomScores.Check(60, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(1 + (int)(seed % 4));
        var (x, reference) = (scores.Point(score.Inputs), scores.Point(score.Inputs));
        var expected = TaylorInfinity.Differences(score, x, reference);
        RandomScores.Close(expected, ClosedTaylorForm.Terms(score, x, reference), score);
        RandomScores.Close(expected, FourierTaylorForm.Terms(score, x, reference), score);
    });

    // verifies XQML (IV), data re-uploading
    [Fact]
    public void TheFormsAgreeWithReuploading() => RandomScores.Check(60, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Reuploaded(1 + (int)(seed % 3), 1 + (int)(seed % 4));
        var (x, reference) = (scores.Point(score.Inputs), scores.Point(score.Inputs));
        RandomScores.Close(TaylorInfinity.Differences(score, x, reference), FourierTaylorForm.Terms(score, x, reference), score);
    });

    // verifies XQML (IV)
    [Fact]
    public void TheDifferenceIsTheSumOfAllDerivativesOfOneInput() => RandomScores.Check(15, seed =>
    {
        var scores = new RandomScores(seed);
        var score = (seed % 3) switch { 0 => scores.Local(2), 1 => scores.Reuploaded(2, 2), _ => scores.Encoded(2, new IqpEncoding(1)) };
        var reference = scores.Point(score.Inputs, 1);
        double[] x = [.. reference.Zip(scores.Point(score.Inputs, 1), (a, b) => a + b)];
        var series = Enumerable.Range(0, score.Inputs).Select(i =>
            AxisSeries.Of(score.Circuit, score.Observable, reference, [.. score.Weights], i, 60)
                .Skip(1).Select((a, k) => a * Math.Pow(x[i] - reference[i], k + 1)).Sum());
        RandomScores.Close([.. series], TaylorInfinity.Differences(score, x, reference), score);
    });

    // verifies XQML (III)
    [Fact]
    public void TaylorIsTheFirstTermOfTheSeries() => RandomScores.Check(15, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Encoded(2, seed % 2 == 0 ? new RyRzArctanEncoding() : new AngleEncoding());
        var (x, reference) = (scores.Point(2), scores.Point(2));
        var slow = Enumerable.Range(0, 2).Select(
            i => AxisSeries.Of(score.Circuit, score.Observable, reference, [.. score.Weights], i, 1)[1] * (x[i] - reference[i]));
        RandomScores.Close([.. slow], new Taylor().Of(score, x, reference).Relevance, score);
    });

    /// <summary>A plain difference of values near 1 would be off by 1e-16; slopes of 1e-16 times 1e-9 are what remains.</summary>
    [Fact]
    public void SmallDifferencesKeepTheirDigits()
    {
        var score = new CircuitScore(new Circuit(1).RY(0, 2 * Angle.Input(0)), [], Observable.Z(0));
        var relevance = ClosedTaylorForm.Terms(score, [1e-9], [0]);
        Assert.Equal(-2e-18, relevance[0], 1e-24);
        Assert.Equal(-2e-18, FourierTaylorForm.Terms(score, [1e-9], [0])[0], 1e-24);
    }

    [Fact]
    public void DerivativeFormsAreRefusedByName()
    {
        var scores = new RandomScores(5);
        Refuses(scores.Encoded(2, new ArctanEncoding()), TaylorForm.Closed,
            "taylor-infinity does not apply: the form closed sums derivatives, but gate 0, RY(-2*atan(x0)) q0 takes x0 through an arctangent, "
            + "for which the series of derivatives is not "
            + "the score; the form difference, the definition, does.");
        Refuses(scores.Encoded(2, new RyRzArctanEncoding()), TaylorForm.Fourier,
            "taylor-infinity does not apply: the form fourier sums derivatives, but gate 2, RY(atan(x0)) q0 takes x0 through an arctangent, "
            + "for which the series of derivatives is not "
            + "the score; the form difference, the definition, does.");
        Refuses(CircuitScore.OfAmplitudes(new Circuit(1).RY(0, 0.3), 2, [], Observable.Z(0)), TaylorForm.Fourier,
            "taylor-infinity does not apply: the form fourier sums derivatives, but amplitude encoding divides x0 by the norm of all inputs, "
            + "for which the series of derivatives is not "
            + "the score; the form difference, the definition, does.");
        Refuses(new(new Circuit(1).RY(0, input: 0).RX(0, Math.Sqrt(2) * Angle.Input(0)), [], Observable.Z(0)), TaylorForm.Fourier,
            "taylor-infinity does not apply: the form fourier sums derivatives, but "
            + "the scales of x0 have no common unit (gate 0, RY(x0) q0; gate 1, RX(1.414214*x0) q0), and "
            + "non-integer scales have no such rule; the form difference, the definition, does.");
        Refuses(new(new Circuit(1).RY(0, input: 0).RY(0, input: 0), [], Observable.Z(0)), TaylorForm.Closed,
            "taylor-infinity does not apply: the form closed needs degree 1, but x0 has degree 2 "
            + "(gate 0, RY(x0) q0; gate 1, RY(x0) q0); the form difference, the definition, does.");
    }

    [Fact]
    public void TheDifferenceAppliesEverywhere()
    {
        var score = CircuitScore.OfAmplitudes(new Circuit(1).RY(0, 0.3), 2, [], Observable.Z(0));
        var relevance = new TaylorInfinity().Of(score, [1, 2], [2, 1]);
        Assert.Equal(score.Value([1, 1]) - score.Value([2, 1]), relevance.Relevance[0], 1e-15);
        Assert.Equal(score.Value([2, 2]) - score.Value([2, 1]), relevance.Relevance[1], 1e-15);
    }

    [Fact]
    public void TaylorIsNotPeriodicButTaylorInfinityIs()
    {
        double[] reference = [0.3, 0.5], x = [0.4, 1.1], turned = [0.4 + 2 * Math.PI, 1.1];
        RandomScores.Close(new TaylorInfinity().Of(Cosines, x, reference).Relevance, new TaylorInfinity().Of(Cosines, turned, reference).Relevance, Cosines);
        var (once, twice) = (new Taylor().Of(Cosines, x, reference).Relevance[0], new Taylor().Of(Cosines, turned, reference).Relevance[0]);
        Assert.Equal(once * (0.1 + 2 * Math.PI) / 0.1, twice, 1e-12);
    }

    [Fact]
    public void ADegenerateRootIsReported()
    {
        var result = new TaylorInfinity().Of(Cosines, [0.4, 1.1], [Math.PI / 2, Math.PI / 2]);
        Assert.Equal(1, result.ResidualShare, 1e-12);
        Assert.Equal(
            "Every relevance is zero although f(x) - f(reference) = 0.41779: the reference is degenerate, and all of the score is interaction between inputs.",
            Assert.Single(result.Notes));
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        Assert.Equal("The input has 1 numbers, but the circuit takes 2 inputs.", Assert.Throws<InputException>(() => new Taylor().Of(Cosines, [1])).Message);
        Assert.Equal(
            "Number 1 of the reference is NaN, which is not a finite number.",
            Assert.Throws<InputException>(() => new Taylor().Of(Cosines, [1, 2], [0, double.NaN])).Message);
    }

    private static void Refuses(CircuitScore score, TaylorForm form, string message)
    {
        var zeros = new double[score.Inputs];
        zeros[0] = 1;
        Assert.Equal(message, Assert.Throws<InputException>(() => new TaylorInfinity().Of(score, zeros, zeros, new() { Form = form })).Message);
    }
}
