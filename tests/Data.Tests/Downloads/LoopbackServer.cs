using System.Net;

namespace QXai.Data.Tests.Downloads;

/// <summary>An HTTP server on this machine that serves one file's bytes, with range requests or without, and can break off.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly byte[] content;
    private readonly Task loop;

    public LoopbackServer(byte[] content)
    {
        this.content = content;
        var random = new Random(Environment.ProcessId ^ content.Length);
        for (var attempt = 0; ; attempt++)
        {
            Address = $"http://127.0.0.1:{random.Next(20000, 60000)}/";
            listener.Prefixes.Clear();
            listener.Prefixes.Add(Address);
            try
            {
                listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
            }
        }

        loop = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Bytes of a response after which the connection is cut.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    public bool KnowsRanges { get; set; } = true;

    public HttpStatusCode? Failure { get; set; }

    /// <summary>The first byte that each request asked for.</summary>
    public List<long> Requests { get; } = [];

    public void Dispose()
    {
        listener.Stop();
        loop.Wait(5000);
        listener.Close();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                await RespondAsync(await listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
            }
        }
    }

    private async Task RespondAsync(HttpListenerContext context)
    {
        var response = context.Response;
        if (Failure is { } status)
        {
            response.StatusCode = (int)status;
            response.Close();
            return;
        }

        var range = context.Request.Headers["Range"];
        var start = range is not null && KnowsRanges ? int.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture) : 0;
        Requests.Add(start);
        if (start > 0)
        {
            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {start}-{content.Length - 1}/{content.Length}";
        }

        response.ContentLength64 = content.Length - start;
        var count = Math.Min(CutAfter, content.Length - start);
        await response.OutputStream.WriteAsync(content.AsMemory(start, count));
        await response.OutputStream.FlushAsync();
        if (count < content.Length - start)
        {
            response.Abort();
        }
        else
        {
            response.Close();
        }
    }
}
