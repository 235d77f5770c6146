using QXai.Quantum.Batch.Kernels;
using QXai.Quantum.Simulation.Plans;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>The angles of a plan's steps, with the cosines and sines of c t that rotations exp(-i t (a + c P)) need.</summary>
internal sealed class StepAngles
{
    private readonly double[] angles, cosines, sines;

    /// <summary>Takes the angles t of all steps, which stay the caller's.</summary>
    public StepAngles(Plan plan, double[] angles)
    {
        this.angles = angles;
        (cosines, sines) = (new double[angles.Length], new double[angles.Length]);
        for (var i = 0; i < angles.Length; i++)
        {
            cosines[i] = plan.Coefficients[i] * angles[i];
        }

        SinCosKernel.Fill(cosines, sines, cosines);
    }

    /// <summary>t, cos(c t) and sin(c t) of one step.</summary>
    public (double Angle, double Cos, double Sin) this[int step] => (angles[step], cosines[step], sines[step]);
}
