using QXai.Numerics;
using QXai.Quantum;
using QXai.Reference.DualNumbers;
using CircuitLayer = QXai.Reference.DualNumbers.CircuitLayer;

namespace QXai.Xai.Certificates.Twins;

/// <summary>
/// The score as a function of the circuit's angles, f = &lt;O&gt; + offset with the effective observable O = sum_m (d f / d&lt;Q_m&gt;) Q_m of the
/// head, in dual numbers.
/// </summary>
internal sealed class CircuitTwin
{
    private CircuitTwin(CircuitLayer layer, double offset, double[] x, double[] reference) => (Layer, Offset, X, Reference) = (layer, offset, x, reference);

    /// <summary>The circuit with the effective observable.</summary>
    public CircuitLayer Layer { get; }

    /// <summary>What the head adds.</summary>
    public double Offset { get; }

    /// <summary>x, the angles at the input.</summary>
    public double[] X { get; }

    /// <summary>x~, the angles at the reference.</summary>
    public double[] Reference { get; }

    /// <summary>Of a network with a circuit, at an input and a reference input.</summary>
    public static CircuitTwin Of(DualNetwork network, Tensor<double> input, int target, Tensor<double> reference)
    {
        var layer = network.Layers.OfType<CircuitLayer>().Single();
        var before = network.Layers.TakeWhile(other => other != layer).LastOrDefault()?.Name;
        var expectations = network.Values(input, layer.Name);
        var slopes = network.Slopes(layer.Name, expectations, target);
        var observable = slopes.Zip(layer.Observables).Where(pair => pair.First != 0)
            .Aggregate(new Observable(), (sum, pair) => sum + pair.First * pair.Second);
        var offset = network.Values(expectations, from: layer.Name).Span[target]
            - slopes.Zip(expectations.Span.ToArray(), (slope, value) => slope * value).Sum();
        return new(layer with { Observables = [observable] }, offset, Angles(input), Angles(reference));

        double[] Angles(Tensor<double> point) => (before is null ? point : network.Values(point, before)).Span.ToArray();
    }

    /// <summary>The same score at another reference point.</summary>
    public CircuitTwin At(double[] reference) => new(Layer, Offset, X, reference);

    /// <summary>D_i f(x).</summary>
    public double[] Slopes() => [.. X.Select((_, i) => Layer.Apply(Point(X, i)).Entries[0].Tangent)];

    /// <summary>f of some angles.</summary>
    public double Value(IEnumerable<double> point) => Layer.Apply(Point(point)).Entries[0].Value + Offset;

    /// <summary>Taylor: D_i f(x~) (x_i - x~_i).</summary>
    public double[] Terms() => [.. X.Select((value, i) => Layer.Apply(Point(Reference, i)).Entries[0].Tangent * (value - Reference[i]))];

    /// <summary>Taylor-infinity: f(x~ with component i replaced by x_i) - f(x~).</summary>
    public double[] Differences() => [.. X.Select((value, i) => Value([.. Reference[..i], value, .. Reference[(i + 1)..]]) - Value(Reference))];

    private static DualTensor Point(IEnumerable<double> values, int? along = null)
    {
        Dual[] entries = [.. values.Select((value, i) => new Dual(value, i == along ? 1 : 0))];
        return new DualTensor(new Shape(entries.Length), entries);
    }
}
