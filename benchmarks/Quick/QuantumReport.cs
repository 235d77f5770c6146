using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Quick;

/// <summary>The quantum engine's figures in one go: one state, gradients, batches, and batches in turn with PyTorch.</summary>
internal static class QuantumReport
{
    /// <summary>Argument: "large" adds 26 qubits, which take some 10 seconds more.</summary>
    public static void Print(string[] args)
    {
        QuantumStateReport.Print(["4", "8", "10", "12", "16", "20", "gradient"]);
        QuantumStateReport.Print(args.Contains("large") ? ["22", "24", "26"] : ["22", "24"]);
        QuantumBatchReport.Print(["4", "8", "10"]);
        QuantumBatchPeer.Print([4, 8, 10], 256, Precision.Double);
    }
}
