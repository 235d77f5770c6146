using System.CommandLine;
using QXai.Cli.Infrastructure;
using QXai.Data.Downloads;
using QXai.Numerics;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai data fetch</c>: downloads a public data set, with pinned checksums.</summary>
internal static class DataFetchVerb
{
    public static Command Create()
    {
        var command = new Command(
            "fetch",
            """
            Download a public data set. Every file is checked against a pinned SHA-256; an interrupted download goes on where it stopped.

            Example: qxai data fetch mnist --out mnist/
            """);
        var set = new Argument<string>("set") { Description = "The data set: mnist." };
        var folder = new Option<string>("--out") { Description = "The folder for its files; made if need be.", Required = true, HelpName = "folder" };
        var mirror = new Option<string?>("--mirror") { Description = "Another address to fetch from, which ends with a slash.", HelpName = "URL" };
        var json = CommonOptions.Json();
        command.Arguments.Add(set);
        foreach (var option in (Option[])[folder, mirror, json])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(set) != "mnist")
            {
                throw new InputException($"data fetch {parsed.GetValue(set)}: there is no such data set; 'mnist' can be fetched.");
            }

            var mirrors = parsed.GetValue(mirror) is { } given ? [CheckMirror(given)] : PublicSets.MnistMirrors;
            var target = Directory.CreateDirectory(parsed.GetValue(folder)!).FullName;
            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            var download = new Download(client);
            var total = PublicSets.Mnist.Sum(file => file.Bytes);
            var fetched = await ProgressDisplay.Run(parsed.InvocationConfiguration.Error, "Fetching", total, "bytes", async report =>
            {
                var (before, names) = (0L, new List<string>());
                foreach (var file in PublicSets.Mnist)
                {
                    if (await download.FetchAsync(file, mirrors, target, bytes => report(before + bytes, file.Name), cancellation).ConfigureAwait(false))
                    {
                        names.Add(file.Name);
                    }

                    before += file.Bytes;
                }

                return names;
            }).ConfigureAwait(false);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, new { Folder = target, Fetched = fetched, Present = PublicSets.Mnist.Select(file => file.Name).Except(fetched) });
            }
            else
            {
                output.WriteLine(fetched.Count == 0
                    ? $"All files are in {target} already, with the right checksums."
                    : $"Fetched {string.Join(", ", fetched)} to {target}; the checksums are right.");
            }

            return 0;
        });
        return command;
    }

    private static string CheckMirror(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && address.EndsWith('/')
            ? address
            : throw new InputException($"--mirror {address}: an address that begins with http:// or https:// and ends with a slash is needed.");
}
