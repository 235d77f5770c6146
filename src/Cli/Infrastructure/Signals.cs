using System.Diagnostics;
using System.Runtime.InteropServices;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// Ctrl-C (SIGINT) and SIGTERM: the first asks the running verb to stop, which cleans up and saves what can be resumed; another one, a second or more
/// later, ends the process at once.
/// </summary>
internal sealed class Signals : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Action<int> exit;
    private long first;

    /// <summary>Begins to listen; <paramref name="exit"/> ends the process.</summary>
    public Signals(Action<int> exit)
    {
        this.exit = exit;
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Takes a signal; some senders send two at the same moment, which count as one.</summary>
    public void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        var before = Interlocked.CompareExchange(ref first, Stopwatch.GetTimestamp(), 0);
        if (before == 0)
        {
            source.Cancel();
        }
        else if (Stopwatch.GetElapsedTime(before) > Patience)
        {
            exit(Runner.Cancelled);
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }
}
