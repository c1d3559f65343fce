using SalesforceCC.Trees;

namespace SalesforceCC.Client.Tests.Trees;

public sealed class TreeFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sfcc-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task None_is_written_where_one_would_replace_a_file()
    {
        (string Path, TreeOutput File)[] files = [.. new[] { "Account", "Contact" }.Select(t => (Path.Combine(_folder.FullName, t + ".json"), new TreeOutput(t + ".json", t, 1, "{}"u8.ToArray())))];
        await File.WriteAllTextAsync(files[1].Path, "mine", Guard.Stop);

        Assert.Equal(files[1].Path, await TreeFiles.WriteAsync(files, noClobber: true, Guard.Stop));
        Assert.Equal("mine", await File.ReadAllTextAsync(Assert.Single(_folder.GetFiles()).FullName, Guard.Stop));

        Assert.Null(await TreeFiles.WriteAsync(files, noClobber: false, Guard.Stop));
        Assert.All(files, f => Assert.Equal("{}", File.ReadAllText(f.Path)));
        File.Delete(files[0].Path);
        File.Delete(files[1].Path);
        Assert.Null(await TreeFiles.WriteAsync(files, noClobber: true, Guard.Stop));
        Assert.Equal(2, _folder.GetFiles().Length);
    }
}
