namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>Reads the derivatives of a phase's steps off psi and lambda, both just after the phase. This one is of a phase without angles.</summary>
internal class PhaseGradient
{
    /// <summary>Number of sums that the phase needs.</summary>
    public virtual int Length => 0;

    /// <summary>Where they begin among the stage's sums.</summary>
    public int Start { get; set; }

    /// <summary>Adds a tile's contributions to the sums. Runs on several threads at once.</summary>
    public virtual void Read(in Tile<double> psi, in Tile<double> lambda, Span<double> sums)
    {
    }

    /// <summary>Turns the sums over all tiles into derivatives[i] += dE/dt_i.</summary>
    public virtual void Finish(ReadOnlySpan<double> sums, Span<double> derivatives)
    {
    }
}
