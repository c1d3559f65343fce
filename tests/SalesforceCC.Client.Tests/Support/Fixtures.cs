using System.Text;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>Recorded answers of real orgs, where they lie beside the repository; tests that need them are skipped elsewhere.</summary>
internal static class Fixtures
{
    private static readonly string? s_folder = Find();

    /// <summary>Where all recordings are.</summary>
    public static string Folder
    {
        get
        {
            Assert.SkipWhen(s_folder is null, "The recorded answers are not beside this repository.");
            return s_folder;
        }
    }

    /// <summary>The bytes of a recording.</summary>
    public static byte[] Bytes(string path) => File.ReadAllBytes(Path.Combine(Folder, path));

    /// <summary>A recording as text.</summary>
    public static string Text(string path) => Encoding.UTF8.GetString(Bytes(path));

    private static string? Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SalesforceCC.slnx")))
            folder = folder.Parent;
        string fixtures = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "fixtures");
        return folder is not null && Directory.Exists(fixtures) ? fixtures : null;
    }
}
