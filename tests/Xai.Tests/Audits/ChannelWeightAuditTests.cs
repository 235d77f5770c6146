using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Numerics;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Encodings;
using QXai.Xai.Audits;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Audits;

public class ChannelWeightAuditTests
{
    private static readonly Tensor<double> Input = TestModels.Noise(new(1, 6, 6), 8);

    public static TheoryData<string, HybridOptions> Architectures => new()
    {
        { "default", TestModels.Options() },
        { "one angle per qubit and block", TestModels.Options() with { Rotations = "y" } },
        { "arctan", TestModels.Options() with { Encoding = EncodingKind.Arctan } },
        { "RY RZ of arctan", TestModels.Options() with { Encoding = EncodingKind.RyRzArctan } },
        { "re-uploading", TestModels.Options() with { Reuploading = true } },
        { "another encoding gate and axis", TestModels.Options() with { EncodingGate = "SX", EncodingAxis = Axis.X } },
        { "blind encoding", TestModels.Options() with { EncodingAxis = Axis.X } },
        { "no encoding", TestModels.Options() with { EncodingAxis = Axis.Identity } },
        { "all pairs entangled", TestModels.Options() with { Entangler = Entangler.Full } },
        { "linear head", TestModels.Options() with { Head = Head.Linear } },
        { "identity head", TestModels.Options() with { Head = Head.Identity } },
        { "other observables", TestModels.Options() with { Observables = ["X0 Y1", "0.3*Z0 + Z2", "Y0 - 2*X1 Z2"] } },
        { "batch norm and dropout", TestModels.Options() with { BatchNorm = true, Dropout = 0.2 } },
        { "bridge pooling", TestModels.Options() with { BridgePool = 2 } },
        { "colour", TestModels.Options() with { InputShape = [3, 6, 6], Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] } },
    };

    // verifies QGrad-CAM (1), (2), (7), (9), (10), (11), (12), (13), (14), (15), (16)
    [Theory]
    [MemberData(nameof(Architectures))]
    public void TheDerivationsAgree(string name, HybridOptions options)
    {
        for (var seed = 1ul; seed <= 3; seed++)
        {
            var model = ExplainedModel.Of(TestModels.Hybrid(options, seed));
            var input = TestModels.Noise(new Shape(options.InputShape.AsSpan()), seed);
            foreach (var literal in new[] { 8, 0 })
            {
                var report = ChannelWeightAudit.Run(model, input, (int)seed - 1, new AuditOptions { LiteralQubits = literal });
                Assert.True(report.Agrees, $"{name}, seed {seed}: {string.Join("; ", report.Checks.Where(check => !check.Passed))}");
                Assert.Equal(literal == 8 ? 5 : 4, report.Checks.Count);
                Assert.Equal(4, report.Derivations.Count);
            }
        }
    }

    [Theory]
    [InlineData("conv1")]
    [InlineData("conv1.relu")]
    [InlineData("pool1")]
    [InlineData("conv2.relu")]
    [InlineData("conv3")]
    [InlineData("pool3")]
    public void TheDerivationsAgreeAtEveryLayer(string layer)
    {
        var report = ChannelWeightAudit.Run(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 6)), Input, 1, new AuditOptions { Layer = layer });
        Assert.True(report.Agrees, string.Join("; ", report.Checks));
        Assert.Equal(layer, report.Layer);
        Assert.Contains(report.Derivations[0].Channels, weight => Math.Abs(weight) > 1e-6);
    }

    // With a nonlinear head shifting f itself would be wrong; each expectation is shifted instead.
    [Fact]
    public void TheDerivationsAgreeBehindANonlinearHead()
    {
        var model = TestModels.WithHead(3, new Dense<double>("dense", 2, 3), Activation<double>.Tanh("tanh"), new LearnableScale<double>("scores", 5));
        for (var target = 0; target < 3; target++)
        {
            var report = ChannelWeightAudit.Run(TestModels.Explained(model), TestModels.Noise(new(1, 4, 4), 2), target);
            Assert.True(report.Agrees, string.Join("; ", report.Checks));
            Assert.Contains(report.Derivations[0].Inputs, slope => Math.Abs(slope) > 1e-3);
        }
    }

    // verifies QGrad-CAM (15)
    [Fact]
    public void TheTermsAreListedAndSumToTheSlopes()
    {
        var report = ChannelWeightAudit.Run(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 2)), Input, 0, new AuditOptions { Terms = true });
        Assert.Equal(3, report.Terms.Count);
        Assert.All(report.Terms, occurrence =>
        {
            Assert.InRange(occurrence.Terms.Length, 1, 4);
            Assert.All(occurrence.Terms, term => Assert.Equal(0.125, term.Coefficient));
            Assert.Equal(report.Derivations[0].Inputs[occurrence.Input], occurrence.Terms.Sum(term => term.Contribution), 1e-12);
        });
        Assert.Empty(ChannelWeightAudit.Run(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 2)), Input, 0).Terms);
    }

    // verifies QGrad-CAM (16)
    [Fact]
    public void TheBracketIdentityIsCheckedForEveryEncodingRotationAlsoWhereTheSumIsNotLiteral()
    {
        var model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options() with { Encoding = EncodingKind.RyRzArctan }, 2));
        var report = ChannelWeightAudit.Run(model, Input, 0, new AuditOptions { LiteralQubits = 2 });
        var check = report.Checks.Single(check => check.Statement.StartsWith("(16)"));
        Assert.InRange(check.Discrepancy, 1e-17, 1e-13);
    }

    [Fact]
    public void AWrongDerivationIsFound()
    {
        double[] right = [0.5, -2, 1e-9], wrong = [0.5, -2 + 3e-10, 1e-9];
        Assert.True(AuditCheck.Agreement("x", [right, right]).Passed);
        Assert.False(AuditCheck.Agreement("x", [right, wrong, right]).Passed);
        Assert.False(AuditCheck.Agreement("x", [right, [0.5, double.NaN, 1e-9]]).Passed);
        Assert.Equal(2e-10 + 1e-13, AuditCheck.Agreement("x", [right, right]).Tolerance, 1e-20);
    }

    [Fact]
    public void AnOpThatTheTwinDoesNotKnowIsRefusedByName()
    {
        var model = TestModels.WithHead(3, Activation<double>.Gelu("scores"));
        var error = Assert.Throws<InputException>(() => ChannelWeightAudit.Run(TestModels.Explained(model), TestModels.Noise(new(1, 4, 4), 2), 0));
        Assert.Equal("The audit's dual-number twin does not know the op GeluOp of 'scores'.", error.Message);
    }

    [Fact]
    public void ProgressOfTheLiteralSumRunsFromZeroToOne()
    {
        var reported = new List<double>();
        var options = new AuditOptions { Progress = new Recorder(reported) };
        ChannelWeightAudit.Run(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 2)), Input, 0, options);
        Assert.Equal(reported.Order(), reported);
        Assert.Equal(1, reported[^1]);
    }

    [Fact]
    public void TheTextSaysWhatWasComputedAndWhetherItAgrees()
    {
        var report = ChannelWeightAudit.Run(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 2)), Input, 0, new AuditOptions { Terms = true });
        var text = new StringWriter();
        AuditText.Write(text, report, "zero");
        var lines = text.ToString().Split(Environment.NewLine);
        Assert.StartsWith("Audit of the channel weights (7) of 'conv3.relu' for class 0 (zero), score ", lines[0]);
        Assert.Contains("  QGrad-CAM (15)  QXai.Quantum.Differentiation.Lie.BracketSum.Derivative", lines);
        Assert.Contains(lines, line => line.StartsWith("(15) for x0 on qubit 0: 4 non-zero terms, sum "));
        Assert.Equal(5, lines.Count(line => line.StartsWith("pass  ")));
        Assert.Equal("All derivations agree.", lines[^2]);

        var failed = report with { Checks = [new AuditCheck("two is three", 1, 0.5)] };
        text = new StringWriter();
        AuditText.Write(text, failed);
        Assert.EndsWith($"FAIL  two is three: 1.00e+00, allowed 5.00e-01{Environment.NewLine}The derivations DISAGREE.{Environment.NewLine}", text.ToString());
    }

    [Fact]
    public void TheJsonHoldsEveryNumber()
    {
        var report = ChannelWeightAudit.Run(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 2)), Input, 0, new AuditOptions { Terms = true });
        var json = report.ToJson();
        Assert.True(json["agrees"]!.GetValue<bool>());
        Assert.Equal(report.Derivations[3].Channels[2], json["derivations"]![3]!["channels"]![2]!.GetValue<double>());
        Assert.Equal(report.Terms[1].Terms[0].Contribution, json["terms"]![1]!["terms"]![0]!["contribution"]!.GetValue<double>());
        Assert.Equal(report.Checks[0].Tolerance, json["checks"]![0]!["tolerance"]!.GetValue<double>());
    }

    private sealed class Recorder(List<double> reported) : IProgress<double>
    {
        public void Report(double value) => reported.Add(value);
    }
}
