namespace QXai.Benchmarks.Suite;

/// <summary>A class of benchmarks that knows what its work costs at least, so that its time can be held against the machine's limit.</summary>
public interface IMeasuredWork
{
    /// <summary>Floating-point operations of one call of the benchmark called <paramref name="method"/>, for the present parameters.</summary>
    double Operations(string method);

    /// <summary>Whether the arithmetic is in double precision.</summary>
    bool IsDouble { get; }
}
