using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Metrics.Randomisation;

namespace QXai.Xai.Tests.Metrics;

public class RandomisationCascadeTests
{
    [Fact]
    public void StagesGoFromTheHeadToTheFirstConvolution()
    {
        var stages = RandomisationCascade.Of(TestModels.Hybrid(TestModels.Options() with { Head = Head.Linear }, 3), seed: 5);
        Assert.Equal(["scores", "circuit block 2", "circuit block 1", "angles", "conv3", "conv2", "conv1"], stages.Select(stage => stage.Name));
        Assert.Equal("circuit block 2", RandomisationCascade.Of(TestModels.Hybrid(TestModels.Options(), 3), seed: 5)[0].Name);
    }

    [Fact]
    public void AStageChangesItsOwnPartAndKeepsThoseBeforeItAsTheyWere()
    {
        var model = TestModels.Hybrid(TestModels.Options(), 3);
        var before = model;
        foreach (var stage in RandomisationCascade.Of(model, seed: 5))
        {
            foreach (var (old, now) in before.Parameters.Zip(stage.Model.Parameters))
            {
                if (stage.Name.StartsWith("circuit block", StringComparison.Ordinal) && old.Name == "circuit.weights")
                {
                    var block = int.Parse(stage.Name[^1..]) - 1;
                    Assert.NotEqual(Values(old.Value.Slice(block)), Values(now.Value.Slice(block)));
                    Assert.Equal(Values(old.Value.Slice(1 - block)), Values(now.Value.Slice(1 - block)));
                }
                else if (old.Name == $"{stage.Name}.weight")
                {
                    Assert.NotEqual(Values(old.Value), Values(now.Value));
                }
                else if (!old.Name.StartsWith(stage.Name, StringComparison.Ordinal))
                {
                    Assert.Equal(Values(old.Value), Values(now.Value));
                }
            }

            before = stage.Model;
        }
    }

    [Fact]
    public void TheSeedDecides()
    {
        var model = TestModels.Hybrid(TestModels.Options(), 3);
        float[] Last(ulong seed) => [.. RandomisationCascade.Of(model, seed)[^1].Model.Parameters.SelectMany(p => Values(p.Value))];
        Assert.Equal(Last(1), Last(1));
        Assert.NotEqual(Last(1), Last(2));
    }

    private static float[] Values(Tensor<float> tensor) => tensor.Span.ToArray();
}
