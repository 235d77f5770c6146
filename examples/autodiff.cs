#:project ../src/Autodiff/Autodiff.csproj
#:property PublishAot=false

// Reverse-mode automatic differentiation, on paper and on the tape.
// Run: dotnet run -c Release examples/autodiff.cs
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Numerics.Random;

// y = sin(a b) + a, at a = 2 and b = 0.5.
var tape = new Tape<double>();
var a = tape.Input(new Tensor<double>(new Shape(1), [2.0]), needsGradient: true);
var b = tape.Input(new Tensor<double>(new Shape(1), [0.5]), needsGradient: true);
var product = a * b;
var sine = product.Sin();
var y = (sine + a).Sum(0);

// Forward, by hand: each line is one node of the tape, computed when it is recorded.
Console.WriteLine("The tape, in the order of computation:");
foreach (var node in tape.Nodes)
{
    Console.WriteLine($"  {node.GetType().Name[..^2],-12} = {node.Value.Span[0]:F6}");
}

// Backward, by hand: dy/dy = 1; walk the tape from the end, and hand every node's slope on to what it was made of.
var dSine = 1.0;                                 // y = sine + a
var dProduct = dSine * Math.Cos(2.0 * 0.5);      // sine = sin(product)
var dA = 1.0 + (dProduct * 0.5);                 // a feeds the sum AND the product: slopes add up
var dB = dProduct * 2.0;                         // product = a b
tape.Backward(y);
Console.WriteLine();
Console.WriteLine($"dy/da  by hand {dA:F12}  on the tape {a.Gradient.Span[0]:F12}");
Console.WriteLine($"dy/db  by hand {dB:F12}  on the tape {b.Gradient.Span[0]:F12}");

// A third opinion that knows nothing of slopes: differences along a random direction.
var check = GradientCheck.AlongRandomDirection(y, new SeededRandom(1));
Console.WriteLine($"along a random direction: differences {check.Numeric:F12}  gradient {check.Analytic:F12}  relative error {check.Error:E1}");
