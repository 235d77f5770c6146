using System.Numerics;
using QXai.Autodiff;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Batch;

namespace QXai.Nn.Circuits;

/// <summary>
/// A circuit as an op: y[s, m] = &lt;Q_m&gt;(x_s, w) for angles x [n, inputs], weights w with as many elements as the circuit has weights, and
/// observables Q_m. Angles and weights widen to double, the circuit is simulated in double (or in single precision where asked for), expectations
/// round to T.  Pullback: dx and dw by one vector-Jacobian product of the batch simulator (adjoint method).
/// </summary>
[Equation("QGrad-CAM", "2")]
public sealed class CircuitOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> angles, weights;
    private readonly BatchSimulator simulator;
    private readonly double[] x, w, y, dx, dw, dy;

    /// <summary>The op; throws <see cref="ShapeException"/> where angles or weights do not fit the circuit.</summary>
    public CircuitOp(Node<T> angles, Node<T> weights, Circuit circuit, IReadOnlyList<Observable> observables, Precision precision = Precision.Double)
        : base(OutputShape(angles.Shape, weights.Shape, circuit, observables.Count), angles, weights)
    {
        (this.angles, this.weights, Circuit, Observables, Precision) = (angles, weights, circuit, observables, precision);
        simulator = new BatchSimulator(circuit, observables, precision);
        (x, w, y) = (new double[angles.Value.Length], new double[weights.Value.Length], new double[Value.Length]);
        (dx, dw, dy) = (new double[x.Length], new double[w.Length], new double[y.Length]);
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>The observables, one per score.</summary>
    public IReadOnlyList<Observable> Observables { get; }

    /// <summary>The numbers in which the circuit is simulated.</summary>
    public Precision Precision { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        Convert<T, double>(angles.Value.Span, x);
        Convert<T, double>(weights.Value.Span, w);
        simulator.Expectations(angles.Shape[0], x, w, y);
        Convert<double, T>(y, Value.Span);
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        Array.Clear(dx);
        Array.Clear(dw);
        Convert<T, double>(Gradient.Span, dy);
        simulator.Pullback(angles.Shape[0], x, w, dy, angles.NeedsGradient ? dx : [], weights.NeedsGradient ? dw : []);
        Add(angles, dx);
        Add(weights, dw);
    }

    private static void Add(Node<T> node, double[] gradient)
    {
        if (Wants(node, out var destination))
        {
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] += T.CreateTruncating(gradient[i]);
            }
        }
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : unmanaged, IFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IFloatingPointIeee754<TTo>
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }

    private static Shape OutputShape(Shape angles, Shape weights, Circuit circuit, int observables)
    {
        if (angles.Rank != 2 || angles[1] != circuit.Inputs)
        {
            throw new ShapeException($"Circuit: angles of shape {angles} are not [samples, {circuit.Inputs}], one per input of the circuit.");
        }

        return weights.Count == circuit.Weights
            ? new Shape(angles[0], observables)
            : throw new ShapeException($"Circuit: weights of shape {weights} hold {weights.Count} numbers, but the circuit has {circuit.Weights} weights.");
    }
}

/// <summary>Adds <c>angles.Measure(weights, circuit, observables)</c> to nodes.</summary>
public static class CircuitExtension
{
    extension<T>(Node<T> angles)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="CircuitOp{T}"/>
        public CircuitOp<T> Measure(Node<T> weights, Circuit circuit, IReadOnlyList<Observable> observables, Precision precision = Precision.Double) =>
            angles.Tape.Record(new CircuitOp<T>(angles, weights, circuit, observables, precision));
    }
}
