using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation;
using QXai.Quantum.Simulation.Kernels;
using QXai.Quantum.Simulation.Plans;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Tests.Simulation;

[Trait("Kind", "Simd")]
public class BoundPlanTests
{
    private const double Tolerance = 4e-16;

    [Fact]
    public void Gates_bound_a_vector_at_a_time_equal_products_of_matrices_and_have_the_same_bits_at_every_width()
    {
        // Nine runs of 1 to 5 rotations: turns by 0 and pi too, after which one entry of the matrix vanishes.
        var circuit = new Circuit(9).RX(0, 0.0).RX(1, Math.PI).RY(2, Math.PI).RZ(3, 0.7).RX(4, Math.PI / 2);
        for (var q = 4; q < 9; q++)
        {
            circuit = circuit.RX(q, 0.3 + q).RY(q, -1.9 * q).RZ(q, 2.2 - q);
        }

        circuit = circuit.RX(8, 3.1);
        var plan = Plan.Of(Compiler.Compile(circuit), 9, 9, 1);
        var runs = plan.Runs;
        Assert.Equal((9, 16), (runs.Rotations, runs.Regular));
        var (cosines, sines) = (new double[runs.Angles], new double[runs.Angles]);
        Array.Fill(cosines, 1);
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            (sines[runs.AnglePlaces[i]], cosines[runs.AnglePlaces[i]]) = Math.SinCos(plan.Coefficients[i] * plan.Steps[i].Angle.Offset);
        }

        foreach (var sign in (int[])[1, -1])
        {
            var one = Bound<Simd1<double>>(runs, cosines, sines, sign);
            for (var k = 0; k < runs.Runs.Length; k++)
            {
                var spin = Spin.Identity;
                foreach (var i in runs.Runs[k])
                {
                    spin = Spin.Rotation(plan.Steps[i].Pauli, cosines[runs.AnglePlaces[i]], sines[runs.AnglePlaces[i]]) * spin;
                }

                spin = sign < 0 ? spin.Adjoint() : spin;
                var made = one.Spin(runs[k]);
                AssertClose([spin.W, spin.X, spin.Y, spin.Z], [made.W, made.X, made.Y, made.Z]);
                if (!Turn.IsNegligible(made))
                {
                    var (turn, place) = (Turn.Of(made, Complex.One), runs[k]);
                    AssertClose([turn.T, turn.Swap ? 1 : 0], [one.Tangent[place], one.Swap[place]]);
                    AssertClose(
                        [turn.In.Real, turn.In.Imaginary, turn.Ratio.Real, turn.Ratio.Imaginary, turn.Scale.Real, turn.Scale.Imaginary],
                        [one.InRe[place], one.InIm[place], one.RatioRe[place], one.RatioIm[place], one.ScaleRe[place], one.ScaleIm[place]]);
                }
            }

            AssertSameBits(one, Simd256<double>.IsSupported ? Bound<Simd256<double>>(runs, cosines, sines, sign) : one, runs.Rotations);
            AssertSameBits(one, Simd512<double>.IsSupported ? Bound<Simd512<double>>(runs, cosines, sines, sign) : one, runs.Rotations);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Tables_of_products_equal_the_products(int bits)
    {
        var make = new RandomCircuits(4).Numbers(4 * bits);
        var (re, im) = (new double[1 << bits], new double[1 << bits]);
        re[0] = 1;
        for (var bit = 0; bit < bits; bit++)
        {
            ProductTableKernel.Double(re, im, 1 << bit, Factor(bit, 0), Factor(bit, 1));
        }

        for (var i = 0; i < re.Length; i++)
        {
            var product = Complex.One;
            for (var bit = 0; bit < bits; bit++)
            {
                product *= Factor(bit, i >> bit & 1);
            }

            Assert.Equal(0, (product - new Complex(re[i], im[i])).Magnitude, 1e-14 * (1 + product.Magnitude));
        }

        Complex Factor(int bit, int value) => new(make[4 * bit + 2 * value], make[4 * bit + 2 * value + 1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_warm_run_allocates_nothing(int qubits)
    {
        var (circuit, state) = (SweepTests.Layers(qubits, 3).H(0).P(0, 0.4), new StateVector<double>(qubits));
        var weights = new RandomCircuits(7).Numbers(circuit.Weights);
        var bytes = long.MaxValue;
        for (var k = 0; k < 5; k++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            state.Prepare(circuit, [], weights);
            state.Apply(circuit, [], weights);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Runs_of_one_circuit_on_many_threads_do_not_disturb_each_other()
    {
        const int runs = 64;
        var make = new RandomCircuits(11);
        var circuit = make.Circuit(5, 40);
        var x = Enumerable.Range(0, runs).Select(_ => make.Numbers(RandomCircuits.Inputs)).ToArray();
        var w = Enumerable.Range(0, runs).Select(_ => make.Numbers(RandomCircuits.Weights)).ToArray();
        StateVector<double>[] expected = [.. Enumerable.Range(0, runs).Select(k => StateVector<double>.Run(Copy(circuit), x[k], w[k]))];
        Parallel.For(0, 8 * runs, new ParallelOptions { MaxDegreeOfParallelism = 4 }, k =>
        {
            var state = new StateVector<double>(5);
            state.Prepare(circuit, x[k % runs], w[k % runs]);
            Assert.True(expected[k % runs].Real.SequenceEqual(state.Real) && expected[k % runs].Imaginary.SequenceEqual(state.Imaginary), $"run {k}");
        });
    }

    [Fact]
    public void A_run_is_not_disturbed_by_earlier_ones_with_other_angles_precision_or_end()
    {
        var make = new RandomCircuits(12);
        var circuit = make.Circuit(2, 30);
        var (x, w) = (make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var expected = StateVector<double>.Run(Copy(circuit), x, w);
        var (state, single, plan) = (new StateVector<double>(2), new StateVector<float>(2), circuit.PlanFor<double>(fromZero: true));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        for (var k = 0; k < 3; k++)
        {
            // Angles other than the circuit's, those of constant steps too.
            Sweep.Run(plan, state, make.Numbers(plan.Steps.Length), inverse: false, null);
            single.Prepare(circuit, make.Numbers(RandomCircuits.Inputs), w);
            Assert.Throws<OperationCanceledException>(() => state.Prepare(circuit, x, make.Numbers(RandomCircuits.Weights), cancelled.Token));
            state.Prepare(circuit, x, w);
            Assert.True(expected.Real.SequenceEqual(state.Real) && expected.Imaginary.SequenceEqual(state.Imaginary), $"turn {k}");
        }
    }

    /// <summary>The same circuit without plans.</summary>
    private static Circuit Copy(Circuit circuit) => Circuit.Of(circuit.Qubits, circuit.Inputs, circuit.Weights, circuit.Gates);

    private static GateTable Bound<V>(GateRuns runs, double[] cosines, double[] sines, double sign)
        where V : struct, ISimd<V, double>
    {
        var table = new GateTable(runs.Count);
        GateKernel.Multiply<V>(runs, cosines, sines, sign, table);
        Assert.True(GateKernel.Factor<V>(runs.Rotations, table), "turns by 0 and pi are left to the scalar formula");
        Assert.False(GateKernel.Factor<V>(1, Only(table, 0)));
        return table;
    }

    /// <summary>A table of the gate at a place, with zeros behind it; the gate of most rotations has place 0.</summary>
    private static GateTable Only(GateTable table, int place)
    {
        var one = new GateTable(8);
        one.Set(0, table.Spin(place), 1);
        return one;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.InRange(actual[i] - expected[i], -2 * Tolerance, 2 * Tolerance);
        }
    }

    private static void AssertSameBits(GateTable expected, GateTable actual, int count)
    {
        foreach (var table in (Func<GateTable, double[]>[])[
            t => t.W, t => t.X, t => t.Y, t => t.Z, t => t.Tangent, t => t.Swap,
            t => t.InRe, t => t.InIm, t => t.RatioRe, t => t.RatioIm, t => t.ScaleRe, t => t.ScaleIm])
        {
            var (a, b) = (table(expected), table(actual));
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(a[i]), BitConverter.DoubleToInt64Bits(b[i]));
            }
        }
    }
}
