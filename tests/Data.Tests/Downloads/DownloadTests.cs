using System.Net;
using QXai.Data.Downloads;
using QXai.Numerics;
using QXai.Numerics.Hashing;
using QXai.Tests;

namespace QXai.Data.Tests.Downloads;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i / 7))];
    private static readonly RemoteFile File1 = new("file.bin", Content.Length, Sha256.Hex(Content));
    private readonly TemporaryFolder root = new();
    private readonly HttpClient client = new();

    [Fact]
    public async Task Fetches_a_file_once()
    {
        using var server = new LoopbackServer(Content);
        var seen = 0L;
        Assert.True(await Fetch(File1, bytes => seen = bytes, server.Address));
        Assert.Equal(Content, File.ReadAllBytes(root["file.bin"]));
        Assert.Equal(Content.Length, seen);
        Assert.False(await Fetch(File1, null, server.Address));
        Assert.Equal([0], server.Requests);
        Assert.Equal(["file.bin"], Names());
    }

    [Fact]
    public async Task Goes_on_where_it_was_cut_off()
    {
        using var server = new LoopbackServer(Content) { CutAfter = 100_000 };
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(File1, null, server.Address));
        Assert.StartsWith("file.bin cannot be fetched: ", failure.Message, StringComparison.Ordinal);
        var arrived = new FileInfo(root["file.bin.part"]).Length;
        Assert.InRange(arrived, 1, 100_000);
        server.CutAfter = int.MaxValue;
        Assert.True(await Fetch(File1, null, server.Address));
        Assert.Equal([0, arrived], server.Requests);
        Assert.Equal(Content, File.ReadAllBytes(root["file.bin"]));
    }

    [Fact]
    public async Task Begins_again_where_the_server_knows_no_ranges()
    {
        using var server = new LoopbackServer(Content) { KnowsRanges = false };
        File.WriteAllBytes(root["file.bin.part"], [1, 2, 3]);
        Assert.True(await Fetch(File1, null, server.Address));
        Assert.Equal(Content, File.ReadAllBytes(root["file.bin"]));
    }

    [Fact]
    public async Task Takes_the_next_mirror_where_one_fails()
    {
        using var broken = new LoopbackServer([]) { Failure = HttpStatusCode.NotFound };
        using var server = new LoopbackServer(Content);
        Assert.True(await Fetch(File1, null, broken.Address, server.Address));
    }

    [Fact]
    public async Task Deletes_and_refuses_other_bytes()
    {
        var other = (byte[])Content.Clone();
        other[77]++;
        using var server = new LoopbackServer(other);
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(File1, null, server.Address));
        Assert.Equal(
            $"{server.Address}file.bin: the SHA-256 of what arrived is {Sha256.Hex(other)}, but file.bin has {File1.Sha256}; it was deleted.",
            failure.Message);
        Assert.Empty(Names());
    }

    [Fact]
    public async Task Refuses_a_longer_file_before_it_fills_the_disk()
    {
        using var server = new LoopbackServer([.. Content, .. Content]);
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(File1, null, server.Address));
        Assert.StartsWith($"{server.Address}file.bin is longer than the 300000 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(root["file.bin.part"]).Length);
    }

    [Fact]
    public async Task Keeps_another_file_of_that_name()
    {
        File.WriteAllText(root["file.bin"], "mine");
        using var server = new LoopbackServer(Content);
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(File1, null, server.Address));
        Assert.StartsWith($"{root["file.bin"]} is there already, but it is another file", failure.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(root["file.bin"]));
    }

    [Fact]
    public async Task Cancellation_keeps_what_has_arrived()
    {
        using var server = new LoopbackServer(Content);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Download(client).FetchAsync(File1, [server.Address], root.Root, _ => cancellation.Cancel(), cancellation.Token));
        Assert.True(new FileInfo(root["file.bin.part"]).Length > 0);
    }

    [SkippableFact]
    public void The_pinned_checksums_are_those_of_the_originals()
    {
        foreach (var file in PublicSets.Mnist)
        {
            var bytes = File.ReadAllBytes(SharedData.Require($"mnist/{file.Name}"));
            Assert.Equal((file.Bytes, file.Sha256), (bytes.LongLength, Sha256.Hex(bytes)));
        }
    }

    public void Dispose()
    {
        client.Dispose();
        root.Dispose();
    }

    private Task<bool> Fetch(RemoteFile file, Action<long>? progress, params string[] mirrors) =>
        new Download(client).FetchAsync(file, mirrors, root.Root, progress);

    private string[] Names() => [.. Directory.EnumerateFiles(root.Root).Select(path => Path.GetFileName(path))];
}
