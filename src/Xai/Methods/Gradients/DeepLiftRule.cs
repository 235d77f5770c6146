using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Circuits;
using QXai.Quantum.Batch;

namespace QXai.Xai.Methods.Gradients;

/// <summary>
/// The multipliers of DeepLIFT as a backward pass: given m of a node's value y, the multipliers of its inputs x, with differences from the reference
/// run: m_x = m_y (y - y~) / (x - x~).
/// </summary>
internal sealed class DeepLiftRule : IPullbackRule<double>
{
    /// <summary>Below this difference |x - x~|, relative to 1 + |x|, the difference quotient is the slope.</summary>
    private const double Least = 1e-12;

    private const int MostNodes = 1024;

    private readonly Dictionary<Node<double>, Node<double>> references;

    /// <summary>A rule for two runs of one model, whose nodes correspond one to one.</summary>
    public DeepLiftRule(ModelRun run, ModelRun reference) =>
        references = run.Tape.Nodes.Zip(reference.Tape.Nodes).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The first node for which no rule is defined, as half a sentence; null where there is none.</summary>
    public static string? Unknown(ModelRun run)
    {
        var depends = new HashSet<Node<double>> { run.InputNode };
        foreach (var node in run.Tape.Nodes)
        {
            var varying = node.Inputs.Where(depends.Contains).ToArray();
            if (varying.Length > 0)
            {
                depends.Add(node);
                if (!IsKnown(node, varying))
                {
                    return $"the rescale rule is not defined for '{node.Name ?? node.ToString()}', "
                        + "which is neither linear in its input, nor elementwise, nor max pooling, nor a circuit";
                }
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Apply(Node<double> node)
    {
        switch (node)
        {
            case UnaryOp<double>:
                Rescale(node, node.Inputs[0]);
                return true;
            case MaxPoolOp<double> pool:
                ShareAmongWinners(pool);
                return true;
            case CircuitOp<double> circuit:
                AverageSlopes(circuit);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Linear in what depends on the input, so that its own pullback is right: a product with a parameter is, a product of two activations
    /// is not.</summary>
    private static bool IsKnown(Node<double> node, Node<double>[] varying) => node switch
    {
        UnaryOp<double> or MaxPoolOp<double> or ReshapeOp<double> or TransposeOp<double> or SliceOp<double>
            or ConcatOp<double> or DropoutOp<double> or BatchNorm2dOp<double> => true,
        AddOp<double> or SubtractOp<double> => true,
        MultiplyOp<double> => varying.Length == 1 && node.Inputs[0] != node.Inputs[1],
        DivideOp<double> => !varying.Contains(node.Inputs[1]),
        ILinearOp<double> linear => varying.All(input => input == linear.Input) && linear.Weight != linear.Input,
        CircuitOp<double> => varying is [var angles] && angles == node.Inputs[0],
        _ => false,
    };

    private void Rescale(Node<double> node, Node<double> input)
    {
        ReadOnlySpan<double> m = node.Gradient.Span, x = input.Value.Span, y = node.Value.Span;
        ReadOnlySpan<double> x0 = references[input].Value.Span, y0 = references[node].Value.Span;
        var slopes = Slopes(node, input);
        for (var i = 0; i < m.Length; i++)
        {
            var step = x[i] - x0[i];
            input.Gradient.Span[i] += m[i] * (Math.Abs(step) > Least * (1 + Math.Abs(x[i])) ? (y[i] - y0[i]) / step : slopes[i]);
        }
    }

    /// <summary>dy/dx, by the op's own pullback of ones; the gradients that stand in the nodes are kept.</summary>
    private static double[] Slopes(Node<double> node, Node<double> input)
    {
        var (m, sum) = (node.Gradient.Span.ToArray(), input.Gradient.Span.ToArray());
        node.Gradient.Span.Fill(1);
        input.Gradient.Span.Clear();
        node.Pullback();
        var slopes = input.Gradient.Span.ToArray();
        m.CopyTo(node.Gradient.Span);
        sum.CopyTo(input.Gradient.Span);
        return slopes;
    }

    /// <summary>A rise goes to the element that wins here, a fall to the one that won at the reference: the difference of neither is zero then.</summary>
    private void ShareAmongWinners(MaxPoolOp<double> pool)
    {
        var (input, reference) = (pool.Inputs[0], (MaxPoolOp<double>)references[pool]);
        ReadOnlySpan<double> x = input.Value.Span, x0 = references[input].Value.Span;
        var gradient = input.Gradient.Span;
        for (var i = 0; i < pool.Winners.Length; i++)
        {
            var difference = pool.Value.Span[i] - reference.Value.Span[i];
            var winner = difference < 0 ? reference.Winners[i] : pool.Winners[i];
            gradient[winner] += difference == 0 ? pool.Gradient.Span[i] : pool.Gradient.Span[i] * difference / (x[winner] - x0[winner]);
        }
    }

    /// <summary>
    /// m_i = integral over t of sum_o m_o d&lt;Q_o&gt;/dx_i (x~ + t (x - x~)), so that sum_i m_i (x_i - x~_i) = sum_o m_o (y_o - y~_o): the number of
    /// nodes is doubled until that holds to rounding.
    /// </summary>
    private void AverageSlopes(CircuitOp<double> circuit)
    {
        var angles = circuit.Inputs[0];
        ReadOnlySpan<double> x = angles.Value.Span, x0 = references[angles].Value.Span, m = circuit.Gradient.Span;
        ReadOnlySpan<double> y = circuit.Value.Span, y0 = references[circuit].Value.Span;
        double[] slopes = [];
        for (var nodes = 16; nodes <= MostNodes; nodes *= 2)
        {
            slopes = MeanSlopes(circuit, x, x0, nodes);
            var (residual, size) = (0.0, 1.0);
            for (var i = 0; i < slopes.Length; i++)
            {
                residual += slopes[i] * (x[i] - x0[i]);
                size += Math.Abs(slopes[i] * (x[i] - x0[i]));
            }

            for (var o = 0; o < m.Length; o++)
            {
                residual -= m[o] * (y[o] - y0[o]);
            }

            if (Math.Abs(residual) <= 1e-13 * size)
            {
                break;
            }
        }

        for (var i = 0; i < slopes.Length; i++)
        {
            angles.Gradient.Span[i] += slopes[i];
        }
    }

    private static double[] MeanSlopes(CircuitOp<double> circuit, ReadOnlySpan<double> x, ReadOnlySpan<double> x0, int count)
    {
        var (nodes, shares) = Quadrature.Named(Quadrature.GaussLegendre)(count);
        var (points, cotangents, slopes, mean) = (
            new double[count * x.Length], new double[count * circuit.Observables.Count], new double[count * x.Length], new double[x.Length]);
        for (var t = 0; t < count; t++)
        {
            for (var i = 0; i < x.Length; i++)
            {
                points[(t * x.Length) + i] = x0[i] + (nodes[t] * (x[i] - x0[i]));
            }

            for (var o = 0; o < circuit.Observables.Count; o++)
            {
                cotangents[(t * circuit.Observables.Count) + o] = shares[t] * circuit.Gradient.Span[o];
            }
        }

        new BatchSimulator(circuit.Circuit, circuit.Observables).Pullback(count, points, circuit.Inputs[1].Value.Span, cotangents, slopes, []);
        for (var i = 0; i < slopes.Length; i++)
        {
            mean[i % mean.Length] += slopes[i];
        }

        return mean;
    }
}
