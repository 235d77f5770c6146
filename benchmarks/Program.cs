using BenchmarkDotNet.Running;
using QXai.Benchmarks;
using QXai.Benchmarks.Quick;

// dotnet run -c Release --project benchmarks -- peak | matmul | conv | fused | train | step | quantum-batch | quantum-state     shares of this machine's measured limits, a few seconds each
// dotnet run -c Release --project benchmarks -- --filter '*'              the BenchmarkDotNet suite
switch (args.FirstOrDefault())
{
    case "peak":
        PeakReport.Print();
        break;
    case "matmul":
        MatMulReport.Print(args[1..]);
        break;
    case "conv":
        ConvolutionReport.Print(args[1..]);
        break;
    case "fused":
        FusedReport.Print();
        break;
    case "train":
        TrainReport.Print(args[1..]);
        break;
    case "step":
        StepProfile.Print(args[1..]);
        break;
    case "quantum-batch":
        QuantumBatchReport.Print(args[1..]);
        break;
    case "quantum-state":
        QuantumState.Print(args[1..]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
