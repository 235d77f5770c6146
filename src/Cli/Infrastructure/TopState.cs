using QXai.Quantum.Simulation;

namespace QXai.Cli.Infrastructure;

/// <summary>A basis state, qubit 0 on the left, and its probability.</summary>
internal sealed record TopState(string State, double Probability)
{
    /// <summary>
    /// The most probable basis states, at most so many and none below 1e-12, by one pass without a table of probabilities; equal ones by number.
    /// </summary>
    public static IReadOnlyList<TopState> Of(StateVector<double> state, int most) => Of(state.Qubits, i => ProbabilityOf(state, i), most);

    /// <summary>The same from 2^n probabilities.</summary>
    public static IReadOnlyList<TopState> Of(double[] probabilities, int most) => Of(int.Log2(probabilities.Length), i => probabilities[i], most);

    private static List<TopState> Of(int qubits, Func<int, double> probabilityOf, int most)
    {
        var queue = new PriorityQueue<int, (double Probability, int Minus)>();
        for (var i = 0; i < 1 << qubits; i++)
        {
            var probability = probabilityOf(i);
            if (probability < 1e-12 || (queue.Count == most && queue.TryPeek(out _, out var least) && least.CompareTo((probability, -i)) >= 0))
            {
                continue;
            }

            queue.Enqueue(i, (probability, -i));
            if (queue.Count > most)
            {
                queue.Dequeue();
            }
        }

        var top = new List<TopState>();
        while (queue.TryDequeue(out var i, out var priority))
        {
            top.Add(new(Convert.ToString(i, 2).PadLeft(qubits, '0'), priority.Probability));
        }

        top.Reverse();
        return top;
    }

    private static double ProbabilityOf(StateVector<double> state, int i) => state.Real[i] * state.Real[i] + state.Imaginary[i] * state.Imaginary[i];
}
