using QXai.Quantum.Differentiation;

namespace QXai.Quantum.Tests.Differentiation;

public class DifferentiatorFixtureTests
{
    public static TheoryData<string> Names => [.. Differentiators.All.Select(one => one.Name)];

    // verifies QGrad-CAM (2)
    [Theory]
    [MemberData(nameof(Names))]
    public void Expectations_and_gradients_are_those_of_the_independent_simulator(string name)
    {
        var tolerance = name == "finite" ? 1e-9 : 1e-11;
        foreach (var fixture in FixtureCircuits.Pure)
        {
            var document = fixture.Document;
            var initial = document.Initial.IsEmpty ? null : fixture.Initial;
            var jacobian = Differentiators.Find(name)!.Differentiate(document.Circuit, document.Observables, [], document.Weights.AsSpan(), initial);
            var rows = fixture.Rows("grad");
            for (var m = 0; m < rows.Length; m++)
            {
                Assert.Equal(fixture.Numbers("expval")[m], jacobian.Expectations[m], 1e-11);
                for (var j = 0; j < rows[m].Length; j++)
                {
                    Assert.True(Math.Abs(rows[m][j] - jacobian.Weights[m, j]) < tolerance, $"{fixture}: {jacobian.Weights[m, j]} instead of {rows[m][j]}");
                }
            }
        }
    }
}
