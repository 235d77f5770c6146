using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Measurement;

/// <summary>
/// What can be known of a pure state beyond expectations: marginals, reduced states, variances and covariances, all exact. Qubits that do not exist or stand
/// twice, and observables on more qubits, throw <see cref="ArgumentException"/>.
/// </summary>
public static class StateMeasurements
{
    extension<T>(StateVector<T> state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>
        /// The probabilities of the named qubits' 2^k values, the first named being the most significant bit, summed over all other qubits.
        /// </summary>
        public double[] Marginal(params ReadOnlySpan<int> qubits) => Marginals.Of(state.Probabilities(), qubits);

        /// <summary>
        /// The density matrix of one to six qubits alone: rho[a, b] = sum over the rest r of psi_(a r) conj(psi_(b r)), the first named qubit being the most
        /// significant bit.
        /// </summary>
        public ComplexMatrix Reduced(params ReadOnlySpan<int> qubits)
        {
            if (qubits.Length is < 1 or > 6)
            {
                throw new ArgumentException($"Reduced: {qubits.Length} qubits are outside 1 to 6.");
            }

            var offsets = Marginals.Offsets("Reduced", state.Qubits, qubits);
            var size = offsets.Length;
            ReadOnlySpan<T> re = state.Real, im = state.Imaginary;
            var entries = new Complex[size * size];
            for (var rest = 0; rest < state.Dimension; rest++)
            {
                if ((rest & offsets[^1]) != 0)
                {
                    continue;
                }

                for (var a = 0; a < size; a++)
                {
                    var (aRe, aIm) = (double.CreateTruncating(re[rest | offsets[a]]), double.CreateTruncating(im[rest | offsets[a]]));
                    for (var b = 0; b < size; b++)
                    {
                        var (bRe, bIm) = (double.CreateTruncating(re[rest | offsets[b]]), double.CreateTruncating(im[rest | offsets[b]]));
                        entries[a * size + b] += new Complex(aRe * bRe + aIm * bIm, aIm * bRe - aRe * bIm);
                    }
                }
            }

            return new(entries);
        }

        /// <summary>&lt;Q^2&gt; - &lt;Q&gt;^2 = |Q psi|^2 - &lt;Q&gt;^2, the variance of single measurements of Q.</summary>
        public double Variance(Observable observable) => state.Covariance(observable, observable);

        /// <summary>
        /// &lt;(A B + B A)/2&gt; - &lt;A&gt;&lt;B&gt; = Re &lt;A psi|B psi&gt; - &lt;A&gt;&lt;B&gt;, which for commuting A and B is the covariance of
        /// measuring both.
        /// </summary>
        public double Covariance(Observable a, Observable b)
        {
            var (aPsi, bPsi) = (Times(a, state), Times(b, state));
            return aPsi.Inner(bPsi).Real - state.Inner(aPsi).Real * state.Inner(bPsi).Real;
        }
    }

    private static StateVector<T> Times<T>(Observable observable, StateVector<T> state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentChecks.Fits("Covariance", observable, state.Qubits);
        var product = new StateVector<T>(state.Qubits);
        product.Clear();
        foreach (var (coefficient, pauli) in observable.Terms)
        {
            product.Accumulate(coefficient, BitPauli.Of(pauli, state.Qubits), state);
        }

        return product;
    }
}
