using System.Globalization;
using System.Text.RegularExpressions;
using QXai.Numerics;
using QXai.Quantum.Programs;
using QXai.Quantum.Simulation;
using QXai.Tests;

namespace QXai.Quantum.Tests.Qasm;

/// <summary>The circuits of QASMBench against the results of an independent dense simulation.</summary>
public class QasmConformanceTests
{
    private const double Tolerance = 1e-9;

    [SkippableFact]
    public void Every_circuit_with_reference_results_agrees_with_them()
    {
        var folder = SharedData.Require("qasm");
        var rows = File.ReadLines(Path.Combine(folder, "expected.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(94, rows.Length);
        foreach (var row in rows)
        {
            var circuit = QuantumProgram.Load(Path.Combine(folder, row[0])).ToCircuit();
            Assert.Equal(Number(row[1]), circuit.Qubits);
            var state = StateVector<double>.Run(circuit);
            var (sum, z) = SumOfSquaresAndZ(state);
            Assert.True(Math.Abs(Number(row[2]) - sum) < Tolerance, $"{row[0]}: the squares of the probabilities sum to {sum}, not {row[2]}");
            var expectedZ = row[3].Split(' ').Select(Number).ToArray();
            for (var qubit = 0; qubit < circuit.Qubits; qubit++)
            {
                Assert.True(Math.Abs(expectedZ[qubit] - z[qubit]) < Tolerance, $"{row[0]}: <Z{qubit}> is {z[qubit]}, not {expectedZ[qubit]}");
            }

            foreach (var top in row[4].Split(' ').Select(text => text.Split(':')))
            {
                var probability = state[Convert.ToInt32(top[0], 2)].Magnitude;
                Assert.True(
                    Math.Abs(Number(top[1]) - probability * probability) < Tolerance,
                    $"{row[0]}: state {top[0]} has {probability * probability}, not {top[1]}");
            }
        }
    }

    [SkippableFact]
    public void Every_other_file_of_the_collection_is_read_but_for_those_that_measure_undeclared_registers()
    {
        var folder = SharedData.Require("qasm");
        foreach (var row in File.ReadLines(Path.Combine(folder, "manifest.csv")).Skip(1).Select(line => line.Split(',')))
        {
            var path = Path.Combine(folder, row[0]);
            if (row[6].Contains("undeclared-register"))
            {
                var line = File.ReadLines(path).TakeWhile(text => !text.StartsWith("measure")).Count() + 1;
                Assert.Equal(
                    $"{path}, line {line}, column 9: there is no quantum register 'q'; declared are reg.",
                    Assert.Throws<InputException>(() => QuantumProgram.Load(path)).Message);
            }
            else
            {
                var program = QuantumProgram.Load(path);
                Assert.Equal(Number(row[1]), program.Qubits);
                Assert.Equal(Number(row[2]), program.Bits);
            }
        }
    }

    [SkippableFact]
    public void The_library_of_version_2_agrees_with_the_definitions_in_qelib1_inc()
    {
        var definitions = File.ReadAllText(SharedData.Require("qasm/qelib1.inc"));
        foreach (var (name, parameters, qubits) in Regex.Matches(definitions, @"(?m)^gate (\w+)(\([^)]*\))? ([^{\n]*)").Select(match =>
            (match.Groups[1].Value, match.Groups[2].Value.Count(c => c is ',' or '('), match.Groups[3].Value.Count(c => c == ',') + 1)))
        {
            if (name is "c3sqrtx" or "c4x")
            {
                continue; // this edition defines the inverse of the one, and the other not as four controls on X; later editions mended both
            }

            var angles = parameters == 0 ? "" : $"({string.Join(", ", new[] { "0.3", "-1.2", "2.1" }.Take(parameters))})";
            var call = $"qreg q[{qubits}];\n{name}{angles} {string.Join(", ", Enumerable.Range(0, qubits).Select(i => $"q[{i}]"))};";
            var library = Circuit.FromQasm("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n" + call);
            var defined = Circuit.FromQasm("OPENQASM 2.0;\n" + definitions + call);
            var initial = new RandomCircuits(7).State(qubits);
            var overlap = StateVector<double>.Run(library, initial: initial).Inner(StateVector<double>.Run(defined, initial: initial));
            Assert.True(Math.Abs(overlap.Magnitude - 1) < 1e-12, $"{name}: overlap {overlap.Magnitude}");
        }
    }

    /// <summary>The sum of p_i^2 and every &lt;Z_q&gt;, by folding the probabilities over one qubit after the other, the last first.</summary>
    private static (double Sum, double[] Z) SumOfSquaresAndZ(StateVector<double> state)
    {
        var probabilities = state.Probabilities();
        var (sum, z) = (probabilities.Sum(p => p * p), new double[state.Qubits]);
        for (var (qubit, length) = (state.Qubits - 1, probabilities.Length / 2); qubit >= 0; (qubit, length) = (qubit - 1, length / 2))
        {
            for (var i = 0; i < length; i++)
            {
                z[qubit] += probabilities[2 * i] - probabilities[2 * i + 1];
                probabilities[i] = probabilities[2 * i] + probabilities[2 * i + 1];
            }

            if (state.Qubits <= 16)
            {
                Assert.Equal(z[qubit], state.Expectation(Observable.Z(qubit)), 1e-12);
            }
        }

        return (sum, z);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
