using System.Globalization;
using System.Numerics;
using System.Text.Json;
using QXai.Quantum;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Gates;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Cases;

/// <summary>Cases of circuits: gradients, the Taylor family, Shapley values, re-uploading, the bracket identity, QLRP's first step, shots.</summary>
internal static class CircuitCases
{
    /// <summary>f = cos x0 cos x1.</summary>
    private static readonly CircuitScore Cosines = new(new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1), [], Observable.Z(1));

    private static readonly double[] Axis = [Math.PI / 2, 0], Degenerate = [Math.PI / 2, Math.PI / 2], Zeros = [0, 0];

    public static IReadOnlyDictionary<string, Action<JsonElement>> All { get; } = new Dictionary<string, Action<JsonElement>>
    {
        ["q-gradient"] = Gradient,
        ["q-taylor-rootA"] = c => TaylorInfinityFrom(c, Axis),
        ["q-taylor-degenerate"] = DegenerateRoot,
        ["q-shapley"] = c =>
        {
            Numbers.AssertClose(c.Expected("root(pi/2,0)"), new ExactShapley().Of(Cosines, Input(c), Axis).Relevance);
            Numbers.AssertClose(c.Expected("root(0,0)"), new ExactShapley().Of(Cosines, Input(c), Zeros).Relevance);
        },
        ["q-ig"] = IntegratedGradients,
        ["q-reupload"] = Reuploading,
        ["q-eq16"] = Bracket,
        ["q-twinn-step1"] = StepOne,
        ["q-shots"] = Shots,
    };

    private static double[] Input(JsonElement c) => Numbers.Of(c.GetProperty("input"));

    private static void Gradient(JsonElement c)
    {
        Numbers.AssertClose(c.Expected("f"), [Cosines.Value(Input(c))]);
        foreach (var differentiator in Differentiators.All)
        {
            var jacobian = differentiator.Differentiate(Cosines.Circuit, [Cosines.Observable], Input(c), []);
            Numbers.AssertClose(c.Expected("grad"), [jacobian.Inputs[0, 0], jacobian.Inputs[0, 1]], differentiator is FiniteDifference ? 1e-7 : 1e-9);
        }

        Numbers.AssertClose(c.Expected("grad"), Cosines.Gradient(Input(c)));
    }

    private static void TaylorInfinityFrom(JsonElement c, double[] root)
    {
        foreach (var form in Enum.GetValues<TaylorForm>())
        {
            var result = new TaylorInfinity().Of(Cosines, Input(c), root, new() { Form = form });
            Numbers.AssertClose(c.Expected("R"), result.Relevance);
            Numbers.AssertClose(c.Expected("residual"), [result.Residual]);
        }
    }

    private static void DegenerateRoot(JsonElement c)
    {
        TaylorInfinityFrom(c, Degenerate);
        var result = new TaylorInfinity().Of(Cosines, Input(c), Degenerate);
        Assert.Equal(1, result.ResidualShare, 1e-12);
        Assert.Contains("degenerate", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    /// <summary>The slope along the path is smooth: Simpson's rule with 2,000 intervals is good to 1e-13.</summary>
    private static void IntegratedGradients(JsonElement c)
    {
        const int Intervals = 2000;
        var (x, sums) = (Input(c), new double[2]);
        for (var k = 0; k <= Intervals; k++)
        {
            var weight = (k is 0 or Intervals ? 1 : k % 2 == 1 ? 4 : 2) / (3.0 * Intervals);
            var slope = Cosines.Gradient([.. x.Select(xi => xi * k / Intervals)]);
            sums = [.. sums.Select((sum, i) => sum + weight * x[i] * slope[i])];
        }

        Numbers.AssertClose(c.Expected("R"), sums);
        Numbers.AssertClose(c.Expected("sum"), [Cosines.Value(x) - Cosines.Value(Zeros)]);
    }

    /// <summary>The formulas for one occurrence are silently wrong for two: the closed form is refused, the others are right.</summary>
    private static void Reuploading(JsonElement c)
    {
        var score = new CircuitScore(new Circuit(1).RY(0, input: 0).RY(0, input: 0), [], Observable.Z(0));
        double[] root = [Math.PI / 4];
        var expected = c.Expected("true_sum_of_derivatives");
        Numbers.AssertClose(expected, TaylorInfinity.Differences(score, Input(c), root));
        Numbers.AssertClose(expected, FourierTaylorForm.Terms(score, Input(c), root));
        Assert.Contains("x0 has degree 2", TaylorInfinity.Refusal(score, TaylorForm.Closed, root), StringComparison.Ordinal);
        Numbers.AssertClose(c.Expected("true_gradient"), score.Gradient(Input(c)));
        Numbers.AssertClose(c.Expected("true_gradient"), [new ParameterShift().Differentiate(score.Circuit, [score.Observable], Input(c), []).Inputs[0, 0]]);
    }

    private static void Bracket(JsonElement c)
    {
        ComplexMatrix V(double x) => GateCatalogue.RY.Matrix(x) * GateCatalogue.H.Matrix();
        ComplexMatrix Conjugated(double x) => V(x) * GateCatalogue.Z.Matrix() * V(x).Adjoint();
        var (x, y) = (c.GetProperty("input").GetDouble(), GateCatalogue.Y.Matrix());
        var bracket = y * Conjugated(x) + (-1 * (Conjugated(x) * y));
        var shifted = Complex.ImaginaryOne * (Conjugated(x + Math.PI / 2) - Conjugated(x - Math.PI / 2));
        Assert.Equal(0, bracket.Distance(shifted), 1e-15);
        var rows = c.GetProperty("expected").GetProperty("commutator");
        for (var i = 0; i < 4; i++)
        {
            var text = rows[i / 2][i % 2].GetString()!.TrimEnd('i');
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), bracket.Entries[i].Imaginary, 1e-9);
            Assert.Equal(0, bracket.Entries[i].Real, 1e-9);
        }
    }

    private static void StepOne(JsonElement c)
    {
        var step = QlrpStepOne.Of(Cosines, Input(c));
        var terms = step.Names.Zip(step.Relevance).ToArray();
        Numbers.AssertClose(c.Expected("R_jj"), [.. Enumerable.Range(0, 4).Select(j => terms.Single(term => term.First == $"rho[{j},{j}]").Second)]);
        Numbers.AssertClose(c.Expected("sum"), [step.Total]);
        Assert.All(terms.Where(term => term.First.Contains(' ')), term => Assert.Equal(0, term.Second, 1e-12));
    }

    /// <summary>Var &lt;Z&gt; = (1 - f^2) / N, and a quarter of the sum of both variances for the two-point shift.</summary>
    private static void Shots(JsonElement c)
    {
        const int Count = 1000;
        var (score, x) = (new CircuitScore(new Circuit(1).RY(0, input: 0), [], Observable.Z(0)), c.GetProperty("input").GetDouble());
        double Variance(double at) => (1 - score.Value([at]) * score.Value([at])) / Count;
        var slope = (Variance(x + Math.PI / 2) + Variance(x - Math.PI / 2)) / 4;
        Numbers.AssertClose(c.Expected("var_f"), [Variance(x)]);
        Numbers.AssertClose(c.Expected("var_grad"), [slope]);
        Numbers.AssertClose(c.Expected("sd_grad"), [Math.Sqrt(slope)]);
    }
}
