using System.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Gates;

/// <summary>Every gate of the catalogue is held against its own redundant columns, so that a new gate is tested the moment it is listed.</summary>
public class GateCatalogueTests
{
    private static readonly double[] Angles = [0.7, -1.3, 2.9];

    public static TheoryData<string> Names =>
        [.. GateCatalogue.All.Select(gate => gate.Name), "RXZY", "RIX", "RI", "RZIZ", "CCRYZ", "Unitary1", "Unitary2", "Unitary6"];

    [Fact]
    public void Names_and_symbols_are_unique_and_all_are_found()
    {
        Assert.Equal(GateCatalogue.All.Length, GateCatalogue.All.Select(gate => gate.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(GateCatalogue.All.Length, GateCatalogue.All.Select(gate => gate.Symbol).Distinct().Count());
        Assert.Equal(GateCatalogue.All.Length, GateCatalogue.All.Select(gate => gate.QasmName ?? gate.Name).Distinct().Count());
        Assert.All(GateCatalogue.All, gate => Assert.Same(gate, GateCatalogue.Find(gate.Name.ToLowerInvariant())));
        Assert.Same(GateCatalogue.CX, GateCatalogue.Find("cnot"));
        Assert.Null(GateCatalogue.Find("CNUT"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_matrix_is_unitary_and_has_the_stated_size(string name)
    {
        var (gate, matrix) = Find(name);
        Assert.Equal(1 << gate.Qubits, matrix.Size);
        Assert.True((matrix.Adjoint() * matrix).Distance(ComplexMatrix.Identity(matrix.Size)) < 1e-13);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_inverse_undoes_the_gate(string name)
    {
        var (gate, matrix) = Find(name);
        var (inverse, angles) = gate.Inverse([.. Angles[..gate.Parameters.Length].Select(Angle.Constant)]);
        var undone = inverse.Matrix([.. angles.Select(angle => angle.Offset)]) * matrix;
        Assert.True(undone.Distance(ComplexMatrix.Identity(matrix.Size)) < 1e-13);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gate_with_one_angle_is_the_exponential_of_its_generator(string name)
    {
        var (gate, matrix) = Find(name);
        Assert.Equal(gate.Parameters.Length == 1, gate.Generator is not null);
        if (gate.Generator is { } generator)
        {
            var core = gate.Core.Matrix(Angles[0]);
            Assert.True(Exponential(new Complex(0, -Angles[0]) * generator.Matrix()).Distance(core) < 1e-13);
            Assert.Equal(matrix.Size == core.Size, gate.Controls == 0);

            // The spectrum is right if the product of (G - w) vanishes, and minimal if none of its factors can be spared.
            Assert.True(Annihilator(generator, null).Distance(ComplexMatrix.Diagonal(new Complex[core.Size])) < 1e-13);
            Assert.All(
                generator.Spectrum,
                spared => Assert.True(Annihilator(generator, spared).Distance(ComplexMatrix.Diagonal(new Complex[core.Size])) > 0.4));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_factors_multiply_to_the_gate(string name)
    {
        var (gate, _) = Find(name);
        var product = gate.Factors.Aggregate(
            ComplexMatrix.Identity(1 << gate.Targets),
            (matrix, factor) => (factor.Parameter is { } i ? factor.Gate.Matrix(Angles[i])
                : factor.Gate.Matrix(factor.Gate.Parameters.Length == 1 ? [factor.Constant] : [])) * matrix);
        Assert.True(product.Distance(gate.Core.Matrix(Angles[..gate.Parameters.Length])) < 1e-13);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_kind_fits_the_matrix(string name)
    {
        var (gate, _) = Find(name);
        var matrix = gate.Core.Matrix(Angles[..gate.Parameters.Length]);
        var size = Enumerable.Range(0, matrix.Size).ToArray();
        var fits = gate.Kind switch
        {
            GateKind.OneQubit => matrix.Size == 2,
            GateKind.Diagonal => size.All(row => size.All(column => row == column || matrix[row, column] == 0)),
            GateKind.Permutation => size.All(row => size.Count(column => matrix[row, column] != 0) == 1
                && size.All(column => matrix[row, column] == 0 || matrix[column, row] != 0)),
            GateKind.PauliRotation => gate.Generator is { Constant: 0, Coefficient: 0.5 },
            _ => gate.Targets is > 1 and <= 6,
        };
        Assert.True(fits, $"{name} is not {gate.Kind}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Column_by_column_the_simulator_applies_the_matrix(string name)
    {
        var (gate, matrix) = Find(name);
        var qubits = Math.Max(1, gate.Qubits);
        var circuit = new Circuit(qubits).Add(gate, [.. Enumerable.Range(0, gate.Qubits)], [.. Angles[..gate.Parameters.Length].Select(Angle.Constant)]);
        for (var column = 0; column < matrix.Size; column++)
        {
            var state = new StateVector<double>(qubits);
            state.Real[0] = 0;
            state.Real[column] = 1;
            state.Apply(circuit);
            Assert.All(Enumerable.Range(0, matrix.Size), row => Assert.True((state[row] - matrix[row, column]).Magnitude < 1e-14));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Drawings_show_the_gate(string name)
    {
        var (gate, _) = Find(name);
        var circuit = new Circuit(Math.Max(1, gate.Qubits))
            .Add(gate, [.. Enumerable.Range(0, gate.Qubits)], [.. gate.Parameters.Select((_, i) => Angle.Weight(i))]);
        var (text, svg) = (circuit.Draw(), circuit.DrawSvg());
        var shown = gate.Core == GateCatalogue.X && gate.Controls > 0 ? "⊕" : gate == GateCatalogue.GPhase ? "global phase: w0" : gate.Core.Symbol;
        Assert.Contains(shown, text);
        Assert.Equal(gate.Controls, text.Count(letter => letter == '●'));
        Assert.Contains(gate.Parameters.Length > 0 ? "w0" : "<svg", svg);
        System.Xml.Linq.XDocument.Parse(svg);
    }

    private static (Gate Gate, ComplexMatrix Matrix) Find(string name)
    {
        var gate = name switch
        {
            "CCRYZ" => GateCatalogue.Controlled(GateCatalogue.PauliRotation("YZ"), 2),
            ['U', 'n', .., var qubits] => GateCatalogue.Unitary(new RandomCircuits(5).Unitary(1 << (qubits - '0'))),
            _ => GateCatalogue.Find(name) ?? GateCatalogue.PauliRotation(name[1..]),
        };
        return (gate, gate.Matrix(Angles[..gate.Parameters.Length]));
    }

    private static ComplexMatrix Annihilator(Generator generator, double? spared) => generator.Spectrum.Where(w => w != spared).Aggregate(
        ComplexMatrix.Identity(generator.Matrix().Size), (product, w) => product * (generator.Matrix() - w * ComplexMatrix.Identity(generator.Matrix().Size)));

    private static ComplexMatrix Exponential(ComplexMatrix a)
    {
        var (sum, power) = (ComplexMatrix.Identity(a.Size), ComplexMatrix.Identity(a.Size));
        for (var k = 1; k < 30; k++)
        {
            power = 1.0 / k * (power * a);
            sum += power;
        }

        return sum;
    }
}
