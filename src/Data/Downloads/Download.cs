using System.Net;
using System.Net.Http.Headers;
using QXai.Numerics;
using QXai.Numerics.Hashing;

namespace QXai.Data.Downloads;

/// <summary>
/// Downloads files whose length and checksum are known. What has arrived stands in NAME.part until it is complete and its SHA-256 is right, then
/// takes its name; an interrupted download goes on where it stopped (HTTP range requests), with any of the mirrors.
/// </summary>
public sealed class Download(HttpClient client)
{
    private const int BlockBytes = 1 << 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Brings a file to <paramref name="folder"/> from the first mirror (an address that ends with a slash) that has it; returns false where it was
    /// there already. Tells <paramref name="progress"/> how many bytes are there.
    /// Throws <see cref="InputException"/> where no mirror answers or one gives other bytes than expected; what came whole but wrong is deleted.
    /// </summary>
    public async Task<bool> FetchAsync(
        RemoteFile file, IReadOnlyList<string> mirrors, string folder, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        var target = Path.Combine(folder, file.Name);
        if (File.Exists(target))
        {
            return Hash(target) == file.Sha256
                ? false
                : throw new InputException(
                    $"{target} is there already, but it is another file: its SHA-256 is {Hash(target)}, not {file.Sha256}; move it away first.");
        }

        var failures = new List<string>();
        foreach (var mirror in mirrors)
        {
            var address = mirror + file.Name;
            try
            {
                await ReceiveAsync(file, address, target + ".part", progress, cancellation).ConfigureAwait(false);
                Finish(file, address, target);
                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or HttpIOException or TimeoutException)
            {
                failures.Add($"{address}: {exception.Message.ReplaceLineEndings(" ")}");
            }
        }

        throw new InputException(
            $"{file.Name} cannot be fetched: {string.Join("; ", failures)} What has arrived is kept; the same command goes on from there.");
    }

    private async Task ReceiveAsync(RemoteFile file, string address, string part, Action<long>? progress, CancellationToken cancellation)
    {
        var present = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (present >= file.Bytes)
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (present > 0)
        {
            request.Headers.Range = new RangeHeaderValue(present, null);
        }

        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(Patience);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var resumes = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == present;
            await using var source = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
            await using var sink = new FileStream(part, resumes ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
            var buffer = new byte[BlockBytes];
            while (await source.ReadAsync(buffer, stall.Token).ConfigureAwait(false) is > 0 and var count)
            {
                stall.CancelAfter(Patience);
                if (sink.Position + count > file.Bytes)
                {
                    sink.SetLength(0);
                    throw new InputException($"{address} is longer than the {file.Bytes} bytes that {file.Name} has: it is another file.");
                }

                await sink.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
                progress?.Invoke(sink.Position);
            }

            if (sink.Position < file.Bytes)
            {
                throw new HttpRequestException($"the connection ended after {sink.Position} of {file.Bytes} bytes.");
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing arrived for {Patience.TotalSeconds:F0} s.");
        }
    }

    private static void Finish(RemoteFile file, string address, string target)
    {
        var part = target + ".part";
        var found = Hash(part);
        if (found != file.Sha256)
        {
            File.Delete(part);
            throw new InputException($"{address}: the SHA-256 of what arrived is {found}, but {file.Name} has {file.Sha256}; it was deleted.");
        }

        File.Move(part, target);
    }

    private static string Hash(string path)
    {
        var hash = new Sha256();
        using var stream = File.OpenRead(path);
        var buffer = new byte[BlockBytes];
        while (stream.Read(buffer) is > 0 and var count)
        {
            hash.Append(buffer.AsSpan(0, count));
        }

        return Convert.ToHexStringLower(hash.Finish());
    }
}
