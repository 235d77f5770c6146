using System.Runtime.InteropServices;
using QXai.Cli.Infrastructure;

namespace QXai.Cli.Tests;

public class SignalTests
{
    [Fact]
    public void The_first_signal_cancels_its_echo_is_ignored_and_a_later_one_ends_the_process()
    {
        var exits = new List<int>();
        using var signals = new Signals(exits.Add);
        var context = new PosixSignalContext(PosixSignal.SIGINT);
        signals.Receive(context);
        Assert.True(context.Cancel);
        Assert.True(signals.Token.IsCancellationRequested);
        signals.Receive(new(PosixSignal.SIGTERM));
        Assert.Empty(exits);
        Thread.Sleep(TimeSpan.FromSeconds(1.1));
        signals.Receive(new(PosixSignal.SIGINT));
        Assert.Equal([130], exits);
    }
}
