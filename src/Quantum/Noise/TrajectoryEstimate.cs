namespace QXai.Quantum.Noise;

/// <summary>Averages over quantum trajectories: per observable m the mean, its standard error s / sqrt(N) (s the sample's standard deviation), and N.</summary>
public sealed record TrajectoryEstimate(double[] Expectations, double[] StandardErrors, int Trajectories);
