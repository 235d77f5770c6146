using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Hybrid;
using QXai.Nn.Modules;
using QXai.Numerics;

namespace QXai.Nn.GradientFree;

/// <summary>
/// The mean cross-entropy of a fixed set of samples as a function of a hybrid model's circuit weights alone: F and G stay as they are, so the angles
/// are computed once and each evaluation runs the circuit only.
/// The model's circuit weights change with every call. For one thread at a time.
/// </summary>
public sealed class CircuitObjective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HybridModel<T> model;
    private readonly Tape<T> tape = new();
    private readonly Node<T> scores;
    private readonly CrossEntropyOp<T> loss;

    /// <summary>The objective on the samples of a source (all of them; take a <c>First</c> for fewer).</summary>
    public CircuitObjective(HybridModel<T> model, IBatchSource<T> source)
    {
        ModelChecks.CheckSource(model, source);
        this.model = model;
        var labels = Enumerable.Range(0, source.Count).Select(source.Label).ToArray();
        var angles = tape.Input(Angles(source));
        scores = model.ApplyToAngles(angles);
        loss = scores.CrossEntropy(labels);
    }

    /// <summary>Number of weights.</summary>
    public int Weights => model.CircuitWeights.Value.Length;

    /// <summary>How often the circuit has been run on the samples.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The mean loss.</summary>
    public double Loss(double[] weights)
    {
        Run(weights);
        return double.CreateTruncating(loss.Value.Span[0]);
    }

    /// <summary>The mean loss and its gradient, by reverse mode.</summary>
    public (double Loss, double[] Gradient) Differentiate(double[] weights)
    {
        Run(weights);
        tape.Backward(loss);
        return (double.CreateTruncating(loss.Value.Span[0]), [.. tape.Use(model.CircuitWeights).Gradient.Span.ToArray().Select(double.CreateTruncating)]);
    }

    /// <summary>The share of samples that score highest on their label.</summary>
    public double Accuracy(double[] weights)
    {
        Run(weights);
        var (classes, correct) = (scores.Shape[1], 0);
        for (var i = 0; i < loss.Targets.Length; i++)
        {
            correct += Scores.Highest<T>(scores.Value.Span.Slice(i * classes, classes)) == loss.Targets[i] ? 1 : 0;
        }

        return (double)correct / loss.Targets.Length;
    }

    private void Run(double[] weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            model.CircuitWeights.Value.Span[i] = T.CreateTruncating(weights[i]);
        }

        tape.Forward();
        Evaluations++;
    }

    /// <summary>The angles of all samples, [n, qubits], computed in pieces.</summary>
    private Tensor<T> Angles(IBatchSource<T> source)
    {
        const int piece = 16;
        var angles = new Tensor<T>(new Shape(source.Count, model.Options.Qubits));
        for (var start = 0; start < source.Count; start += piece)
        {
            var count = Math.Min(piece, source.Count - start);
            var images = new Tensor<T>(new Shape([count, .. source.SampleShape.Extents]));
            for (var i = 0; i < count; i++)
            {
                source.Read(start + i, 0, images.Span.Slice(i * source.SampleShape.Count, source.SampleShape.Count));
            }

            var features = new Tape<T>();
            model.Apply(features.Input(images));
            features.Find("angles").Value.Span.CopyTo(angles.Span[(start * model.Options.Qubits)..]);
        }

        return angles;
    }
}
