namespace QXai.Tests;

/// <summary>Finds the real data sets beside the project (../shared/data); tests that need them skip where they are absent.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder below ../shared/data; skips the running test (a [SkippableFact] or [SkippableTheory]) where it does not
    /// exist.</summary>
    public static string Require(string relative)
    {
        var path = Find(relative);
        Skip.If(path is null, $"../shared/data/{relative} is not here: the real data sets do not travel with the project.");
        return path!;
    }

    private static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QXai.sln")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", "data", relative);
                return Path.Exists(path) ? Path.GetFullPath(path) : null;
            }
        }

        return null;
    }
}
