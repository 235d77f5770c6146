namespace QXai.Benchmarks.Quick;

internal static class ConvolutionReport
{
    public static void Print(string[] args) => Console.WriteLine(args.Length);
}
