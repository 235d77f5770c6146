#:project ../src/Quantum/Quantum.csproj
#:property PublishAot=false

// A spin chain that evolves under its own Hamiltonian, on a perfect and on a noisy device: what is measured,
// how it depends on the time, and what shots show of it.
// Run: dotnet run -c Release examples/noise.cs
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.SecondOrder;
using QXai.Quantum.Gates;
using QXai.Quantum.Measurement;
using QXai.Quantum.Noise;
using QXai.Quantum.Simulation;

// exp(-i t H) on neighbours, H = XX + YY + ZZ, for a time that is a weight. H's eigenvalues are -3 and 1: one frequency, 4.
var heisenberg = PauliMatrices.Word("XX") + PauliMatrices.Word("YY") + PauliMatrices.Word("ZZ");
Console.WriteLine($"frequencies: {string.Join(", ", GateCatalogue.Evolution(heisenberg).Frequencies())}");
var chain = new Circuit(3).X(0).Evolution(heisenberg, [0, 1], weight: 0).Evolution(heisenberg, [1, 2], weight: 0);
Console.WriteLine(chain.Draw());

// Observables: a Pauli sum, a Hermitian matrix on two qubits, and the probability that qubit 2 is 1.
Observable[] observables = [Observable.Parse("Z0 - Z2", 3), Observable.FromMatrix(heisenberg, 0, 1), Observable.Projector("1", 2)];
double[] time = [0.3];
var state = StateVector<double>.Run(chain, [], time);
var (adjoint, shift) = (new Adjoint().Differentiate(chain, observables, [], time), new ParameterShift().Differentiate(chain, observables, [], time));
for (var m = 0; m < observables.Length; m++)
{
    Console.WriteLine($"<{observables[m]}> = {adjoint.Expectations[m]:F6}, variance {state.Variance(observables[m]):F6}, "
        + $"d/dt {adjoint.Weights[m, 0]:F6} (shift rule: {shift.Weights[m, 0]:F6}), d2/dt2 {Hessian.Of(chain, observables[m], [], time)[0, 0]:F6}");
}

// The same with depolarising noise after the gates, and with qubit 2 misread now and then: exactly, by trajectories, and by shots.
var noisy = chain.Noise(Channel.Depolarizing(0.05)).ReadoutError(new ReadoutError(0.02, 0.06), 2);
var rho = DensityMatrix.Run(noisy, [], time);
var exact = new NoisyAdjoint().Differentiate(noisy, observables, [], time);
var drawn = Trajectories.Estimate(noisy, observables, [], time, 2000, new SeededRandom(7));
Console.WriteLine($"purity with noise: {rho.Purity():F6}");
for (var m = 0; m < observables.Length; m++)
{
    var shots = ShotEstimator.Estimate(rho, observables[m], 2000, new SeededRandom(7), noisy.Readout);
    Console.WriteLine($"<{observables[m]}> = {exact.Expectations[m]:F6}, d/dt {exact.Weights[m, 0]:F6}; "
        + $"trajectories {drawn.Expectations[m]:F4} +- {drawn.StandardErrors[m]:F4}; shots {shots.Mean:F4} +- {shots.StandardError:F4}");
}

// Long work can be told to stop: every run takes a token.
using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
Console.WriteLine($"metric tensor: {FubiniStudyMetric.Of(chain, [], time, cancellation: patience.Token)[0, 0]:F6}");
