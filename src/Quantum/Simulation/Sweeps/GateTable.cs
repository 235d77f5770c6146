using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>Fused one-qubit gates at their angles, one table per number: phase * (w - i (x X + y Y + z Z)), and the same as a <see cref="Turn"/>.</summary>
internal sealed class GateTable(int count)
{
    /// <summary>Number of gates.</summary>
    public int Count => count;

    public double[] W { get; } = new double[count];

    public double[] X { get; } = new double[count];

    public double[] Y { get; } = new double[count];

    public double[] Z { get; } = new double[count];

    /// <summary>The phases of gates that are no plain rotations; those of rotations are 1, which is the value at first.</summary>
    public Complex[] Phase { get; } = [.. Enumerable.Repeat(Complex.One, count)];

    public double[] Tangent { get; } = new double[count];

    /// <summary>1 where rows are exchanged, else 0.</summary>
    public double[] Swap { get; } = new double[count];

    public double[] InRe { get; } = new double[count];

    public double[] InIm { get; } = new double[count];

    public double[] RatioRe { get; } = new double[count];

    public double[] RatioIm { get; } = new double[count];

    public double[] ScaleRe { get; } = new double[count];

    public double[] ScaleIm { get; } = new double[count];

    /// <summary>The gate at a place, without its phase.</summary>
    public Spin Spin(int place) => new(W[place], X[place], Y[place], Z[place]);

    /// <summary>Puts a gate at a place.</summary>
    public void Set(int place, in Spin spin, Complex phase) =>
        (W[place], X[place], Y[place], Z[place], Phase[place]) = (spin.W, spin.X, spin.Y, spin.Z, phase);

    /// <summary>Factors the gate at a place, whatever it is.</summary>
    public void Factor(int place)
    {
        var turn = Turn.Of(Spin(place), Phase[place]);
        (Tangent[place], Swap[place]) = (turn.T, turn.Swap ? 1 : 0);
        (InRe[place], InIm[place]) = (turn.In.Real, turn.In.Imaginary);
        (RatioRe[place], RatioIm[place]) = (turn.Ratio.Real, turn.Ratio.Imaginary);
        (ScaleRe[place], ScaleIm[place]) = (turn.Scale.Real, turn.Scale.Imaginary);
    }
}
