using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>dE/dt = 2 Im &lt;lambda| Pi (a + c P) |psi&gt; of one step.</summary>
internal sealed class StepGradient(TileStep step, int number) : PhaseGradient
{
    public override int Length => 1;

    public override void Read(in Tile<double> psi, in Tile<double> lambda, Span<double> sums)
    {
        if (step.At(psi.Outer) is not { } local)
        {
            return;
        }

        sums[0] += local.Coefficient
            * PauliProducts.Inner<double>(lambda.Re, lambda.Im, psi.Re, psi.Im, local.Pauli, local.ControlMask, local.ControlValue).Imaginary;
        if (local.Constant != 0)
        {
            sums[0] += local.Constant
                * PauliProducts.Inner<double>(lambda.Re, lambda.Im, psi.Re, psi.Im, default, local.ControlMask, local.ControlValue).Imaginary;
        }
    }

    public override void Finish(ReadOnlySpan<double> sums, Span<double> derivatives) => derivatives[number] += 2 * sums[0];
}
