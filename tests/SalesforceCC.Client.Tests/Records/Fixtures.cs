using Xunit;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>Recorded answers beside the repository. They are not part of it: without them their tests are skipped.</summary>
internal static class Fixtures
{
    public static string Path(string file)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "SalesforceCC.slnx")))
            root = root.Parent;
        string path = System.IO.Path.Combine(root?.Parent?.FullName ?? ".", "shared", "fixtures", file);
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Skip($"no recorded answers at {path}");
        return path;
    }
}
