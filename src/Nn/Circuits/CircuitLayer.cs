using System.Numerics;
using QXai.Autodiff;
using QXai.Nn.Initialisation;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Quantum.Batch;

namespace QXai.Nn.Circuits;

/// <summary>
/// A quantum layer: a circuit with trained weights, from angles x [n, inputs] to expectations [n, observables] (<see cref="CircuitOp{T}"/>). The
/// weights are normal with a small standard deviation at first, so that training starts from the entanglers alone.
/// </summary>
public sealed class CircuitLayer<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> weights;
    private readonly Initializer initializer;

    /// <summary>
    /// A layer whose parameter <c>weights</c> has the shape <paramref name="weightShape"/>, which must hold as many numbers as the circuit has
    /// weights ([weights] unless told otherwise). Its weights are zero until they are initialised.
    /// </summary>
    public CircuitLayer(
        string name,
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        Shape? weightShape = null,
        double deviation = 0.01,
        Precision precision = Precision.Double)
        : base(name)
    {
        var shape = weightShape ?? new Shape(circuit.Weights);
        if (shape.Count != circuit.Weights)
        {
            throw new ShapeException($"CircuitLayer: weights of shape {shape} hold {shape.Count} numbers, but the circuit has {circuit.Weights} weights.");
        }

        (Circuit, Observables, Precision, initializer) = (circuit, observables, precision, Initializer.Normal(deviation));
        weights = AddParameter("weights", shape.Extents);
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>The observables, one per output.</summary>
    public IReadOnlyList<Observable> Observables { get; }

    /// <summary>The numbers in which the circuit is simulated; angles, weights and expectations are double or T on either side.</summary>
    public Precision Precision { get; }

    /// <summary>The circuit's weights w_0, w_1, ..., in row-major order.</summary>
    public Parameter<T> Weights => weights;

    /// <inheritdoc/>
    protected override Node<T> Compute(Node<T> x) => x.Measure(x.Tape.Use(weights), Circuit, Observables, Precision);

    /// <inheritdoc/>
    protected override void InitialiseOwn(SeededRandom random) =>
        initializer.Draw<T>(weights.Value.Shape, random).Span.CopyTo(weights.Value.Span);
}
