using System.Numerics;
using QXai.Quantum.Linear;

namespace QXai.Quantum.Tests.Linear;

public class HermitianJacobiTests
{
    [Theory]
    [InlineData(1, 1e-6)]
    [InlineData(2, 1)]
    [InlineData(8, 1e6)]
    [InlineData(64, 3)]
    public void The_matrix_is_its_eigenvalues_between_orthonormal_eigenvectors(int size, double scale)
    {
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var matrix = scale * new RandomCircuits(seed).Hermitian(size);
            var (values, vectors) = HermitianJacobi.Decompose(matrix);
            Assert.True((vectors * vectors.Adjoint()).Distance(ComplexMatrix.Identity(size)) < 1e-13);
            var rebuilt = vectors * ComplexMatrix.Diagonal([.. values.Select(value => (Complex)value)]) * vectors.Adjoint();
            Assert.True(rebuilt.Distance(matrix) < 1e-13 * scale, $"{size}, {seed}: {rebuilt.Distance(matrix)}");
        }
    }

    [Fact]
    public void Known_eigenvalues_are_found_and_a_diagonal_stays_where_it_is()
    {
        var (values, _) = HermitianJacobi.Decompose(new(1, 0, 0, 0, 0, -1, 2, 0, 0, 2, -1, 0, 0, 0, 0, 1));
        Assert.Equal([-3, 1, 1, 1], values.Order().Select(value => Math.Round(value, 14)));
        var (same, vectors) = HermitianJacobi.Decompose(ComplexMatrix.Diagonal(3, -1, 2, 7));
        Assert.Equal([3, -1, 2, 7], same);
        Assert.Equal(ComplexMatrix.Identity(4), vectors);
    }
}
