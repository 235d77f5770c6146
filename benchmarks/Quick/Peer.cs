using System.Diagnostics;
using System.Globalization;

namespace QXai.Benchmarks.Quick;

/// <summary>A Python script of benchmarks/peers that answers questions line by line, so that it can be measured in turn with QXai in one run.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    private Peer(Process process) => this.process = process;

    /// <summary>Starts a script with the environment in which its libraries are fastest; null where Python or what the script imports is absent.</summary>
    public static Peer? Start(string script, string firstQuestion, params (string Name, string Value)[] environment)
    {
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, [Path(script)]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.WriteLine(firstQuestion);
            return process.StandardOutput.ReadLine() is null ? null : new Peer(process);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The numbers of the answer.</summary>
    public double[] Ask(string question)
    {
        process.StandardInput.WriteLine(question);
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"the peer did not answer \"{question}\"");
        return [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit(2000);
        process.Dispose();
    }

    private static string Path(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "peers", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"peers/{name} is not beside the benchmarks");
    }
}
