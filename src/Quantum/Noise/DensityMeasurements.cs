using QXai.Quantum.Measurement;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>What can be known of a mixed state beyond expectations, all exact.</summary>
public static class DensityMeasurements
{
    extension(DensityMatrix rho)
    {
        /// <summary>The probabilities of the named qubits' 2^k values, the first named being the most significant bit.</summary>
        public double[] Marginal(params ReadOnlySpan<int> qubits) => Marginals.Of(rho.Probabilities(), qubits);

        /// <summary>The partial trace over all other qubits, for one to six named ones: rho_S[a, b] = sum over r of rho_(a r),(b r).</summary>
        public ComplexMatrix Reduced(params ReadOnlySpan<int> qubits)
        {
            if (qubits.Length is < 1 or > 6)
            {
                throw new ArgumentException($"Reduced: {qubits.Length} qubits are outside 1 to 6.");
            }

            var offsets = Marginals.Offsets("Reduced", rho.Qubits, qubits);
            var entries = new System.Numerics.Complex[offsets.Length * offsets.Length];
            for (var rest = 0; rest < rho.Size; rest++)
            {
                for (var entry = 0; entry < entries.Length && (rest & offsets[^1]) == 0; entry++)
                {
                    entries[entry] += rho[rest | offsets[entry / offsets.Length], rest | offsets[entry % offsets.Length]];
                }
            }

            return new(entries);
        }

        /// <summary>tr(Q^2 rho) - tr(Q rho)^2, the variance of single measurements of Q.</summary>
        public double Variance(Observable observable) => rho.Covariance(observable, observable);

        /// <summary>tr( (A B + B A)/2 rho ) - tr(A rho) tr(B rho).</summary>
        public double Covariance(Observable a, Observable b)
        {
            ArgumentChecks.Fits("Covariance", a, rho.Qubits);
            ArgumentChecks.Fits("Covariance", b, rho.Qubits);
            return rho.Expectation(Observable.Symmetrised(a, b)) - rho.Expectation(a) * rho.Expectation(b);
        }
    }
}
