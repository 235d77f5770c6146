using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Infrastructure;

/// <summary>A basis state, qubit 0 on the left, and its probability.</summary>
internal sealed record TopState(string State, double Probability)
{
    private const double Least = 1e-12;

    /// <summary>
    /// The most probable basis states, at most so many and none below 1e-12, by one pass without a table of probabilities; equal ones by number.
    /// </summary>
    public static IReadOnlyList<TopState> Of<T>(StateVector<T> state, int most)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (queue, floor) = (new PriorityQueue<int, (double Probability, int Minus)>(), Least);
        ReadOnlySpan<T> re = state.Real, im = state.Imaginary;
        for (var i = 0; i < re.Length; i++)
        {
            var (real, imaginary) = (double.CreateTruncating(re[i]), double.CreateTruncating(im[i]));
            Consider(queue, i, real * real + imaginary * imaginary, most, ref floor);
        }

        return Descending(queue, state.Qubits);
    }

    /// <summary>The same from 2^n probabilities.</summary>
    public static IReadOnlyList<TopState> Of(double[] probabilities, int most)
    {
        var (queue, floor) = (new PriorityQueue<int, (double Probability, int Minus)>(), Least);
        for (var i = 0; i < probabilities.Length; i++)
        {
            Consider(queue, i, probabilities[i], most, ref floor);
        }

        return Descending(queue, int.Log2(probabilities.Length));
    }

    /// <summary>Takes a state in unless its probability is below the floor, which rises above the least probability in the queue when that is full.</summary>
    private static void Consider(PriorityQueue<int, (double Probability, int Minus)> queue, int i, double probability, int most, ref double floor)
    {
        if (probability < floor)
        {
            return;
        }

        queue.Enqueue(i, (probability, -i));
        if (queue.Count > most)
        {
            queue.Dequeue();
        }

        if (queue.Count == most && queue.TryPeek(out _, out var least))
        {
            floor = Math.BitIncrement(least.Probability);
        }
    }

    private static List<TopState> Descending(PriorityQueue<int, (double Probability, int Minus)> queue, int qubits)
    {
        var top = new List<TopState>();
        while (queue.TryDequeue(out var i, out var priority))
        {
            top.Add(new(Convert.ToString(i, 2).PadLeft(qubits, '0'), priority.Probability));
        }

        top.Reverse();
        return top;
    }
}
