using BenchmarkDotNet.Running;
using QXai.Benchmarks;
using QXai.Benchmarks.Quick;
using QXai.Benchmarks.Suite;

// dotnet run -c Release --project benchmarks -- peak | matmul | conv | fused | train | scaling | step | quantum | quantum-batch | quantum-state   shares of
// this machine's measured limits, a few seconds each
// dotnet run -c Release --project benchmarks -- --filter '*'              the BenchmarkDotNet suite
switch (args.FirstOrDefault())
{
    case "peak":
        PeakReport.Print();
        break;
    case "matmul":
        if (args.Contains("peer"))
        {
            MatMulPeer.Print(args[1..]);
        }
        else
        {
            MatMulReport.Print(args[1..]);
        }

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
    case "scaling":
        ScalingReport.Print(args[1..]);
        break;
    case "step":
        StepProfile.Print(args[1..]);
        break;
    case "quantum-batch":
        QuantumBatchReport.Print(args[1..]);
        break;
    case "quantum":
        QuantumReport.Print(args[1..]);
        break;
    case "quantum-state":
        QuantumStateReport.Print(args[1..]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new SuiteConfig());
        break;
}
