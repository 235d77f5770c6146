#:project ../src/Quantum/Quantum.csproj
#:property PublishAot=false

// One circuit, differentiated in four ways that share as little as possible.
// Run: dotnet run -c Release examples/circuit.cs
using QXai.Quantum;
using QXai.Quantum.Differentiation;

// Two qubits. The input x0 is encoded twice, so the plain two-term shift rule of the INPUT would be wrong: every occurrence is shifted by itself.
var circuit = new Circuit(2)
    .H(0).RY(0, input: 0).RY(1, input: 0)
    .CNOT(0, 1)
    .RZ(0, weight: 0).RX(1, weight: 1)
    .CNOT(1, 0);
Console.WriteLine(circuit.Draw());

Observable[] observables = [Observable.Z(0), Observable.Parse("0.5*Z0 Z1 + X1", 2)];
double[] inputs = [0.7];
double[] weights = [0.3, -1.1];

IDifferentiator[] ways = [new Adjoint(), new ParameterShift(), new LieBracket(), new FiniteDifference()];
var first = ways[0].Differentiate(circuit, observables, inputs, weights);
for (var m = 0; m < observables.Length; m++)
{
    Console.WriteLine($"<{observables[m]}> = {first.Expectations[m]:F12}");
    foreach (var way in ways)
    {
        var jacobian = way.Differentiate(circuit, observables, inputs, weights);
        var (x0, w0, w1) = (jacobian.Inputs[m, 0], jacobian.Weights[m, 0], jacobian.Weights[m, 1]);
        Console.WriteLine(
            $"  {way.Name,-8}  d/dx0 {x0,15:F12}  d/dw0 {w0,15:F12}  d/dw1 {w1,15:F12}  off by {first.Distance(jacobian):E1}");
    }

    Console.WriteLine();
}
