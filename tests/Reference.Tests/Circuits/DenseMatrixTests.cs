using System.Numerics;
using QXai.Reference.Circuits;

namespace QXai.Reference.Tests.Circuits;

public class DenseMatrixTests
{
    /// <summary>exp(-i t P / 2) = cos(t/2) - i sin(t/2) P for Pauli words P: what twins with matrix exponentials take their rounding from.</summary>
    [Fact]
    public void ExponentialsOfPauliWordsAreCosinesAndSines()
    {
        foreach (var word in new[] { "X", "Y", "Z", "XY", "ZZX" })
        {
            var p = TextbookGates.Word(word);
            for (var t = -7.0; t <= 7; t += 0.37)
            {
                var rotation = Math.Cos(t / 2) * DenseMatrix.Identity(p.Size) + new Complex(0, -Math.Sin(t / 2)) * p;
                var difference = (new Complex(0, -t / 2) * p).Exponential() - rotation;
                for (var entry = 0; entry < p.Size * p.Size; entry++)
                {
                    Assert.Equal(0, difference[entry / p.Size, entry % p.Size].Magnitude, 1e-15);
                }
            }
        }
    }
}
