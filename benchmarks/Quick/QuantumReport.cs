using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Quick;

/// <summary>The quantum engine's figures in one go: one state, gradients, batches, and batches in turn with PyTorch.</summary>
internal static class QuantumReport
{
    /// <summary>Arguments: "large" adds 26 qubits (some 10 seconds more), "peer" adds PyTorch (some 40 seconds).</summary>
    public static void Print(string[] args)
    {
        QuantumStateReport.Print(["4", "8", "10", "12", "16", "20", "gradient"]);
        QuantumStateReport.Print(args.Contains("large") ? ["22", "24", "26"] : ["22", "24"]);
        QuantumBatchReport.Print([]);
        if (args.Contains("peer"))
        {
            QuantumBatchPeer.Print([4, 8, 10], 256, Precision.Double);
        }
    }
}
