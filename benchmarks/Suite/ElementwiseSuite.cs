using BenchmarkDotNet.Attributes;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Benchmarks.Suite;

/// <summary>
/// Elementwise functions and reductions of 4096 numbers in single precision, through the ops of the tape. Their share of the peak counts one
/// operation per number, so it compares them with each other rather than with the machine.
/// </summary>
public class ElementwiseSuite : IMeasuredWork
{
    private const int Length = 4096;

    private readonly Node<float> exp, tanh, sigmoid, softmax, relu;
    private readonly float[] x = Filled.Of<float>(Length);

    public ElementwiseSuite()
    {
        var input = new Tape<float>().Input(Tensor<float>.From(new Shape(4, Length / 4), x));
        (exp, tanh, sigmoid, softmax, relu) = (input.Exp(), input.Tanh(), input.Sigmoid(), input.Softmax(), input.Relu());
    }

    public bool IsDouble => false;

    [Benchmark]
    public void Exp() => exp.Forward();

    [Benchmark]
    public void Tanh() => tanh.Forward();

    [Benchmark]
    public void Sigmoid() => sigmoid.Forward();

    [Benchmark]
    public void Softmax() => softmax.Forward();

    [Benchmark]
    public void Relu() => relu.Forward();

    [Benchmark]
    public float Sum() => Reduction.Sum<float>(x);

    public double Operations(string method) => Length;
}
