using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

/// <summary>Two imports that begin at the same time do not share a folder, and so neither copies nor a journal.</summary>
public sealed class ImportFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sfcc-");

    private string Results => Path.Combine(_folder.FullName, "rows.csv.results");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_that_has_begun_keeps_its_folder_to_itself()
    {
        using (ImportFolder folder = ImportFolder.Create(Results))
        {
            SfException failure = Assert.Throws<SfException>(() => ImportFolder.Create(Results));
            Assert.Equal(SfErrorCodes.JournalInUse, failure.Code);
            Assert.Contains(Results, failure.Message, StringComparison.Ordinal);
            Assert.True(Directory.Exists(ImportFolder.WorkOf(folder.Path)));
        }

        // It ended before anything was sent: nothing is left, and the next one may begin.
        Assert.False(Directory.Exists(Results));
        ImportFolder.Create(Results).Dispose();
    }

    [Fact]
    public void What_one_that_was_killed_has_left_is_in_nobodys_way()
    {
        Directory.CreateDirectory(ImportFolder.WorkOf(Results));
        File.WriteAllText(Path.Combine(ImportFolder.WorkOf(Results), "claim"), "");
        ImportFolder.Create(Results).Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(Results));
    }
}
