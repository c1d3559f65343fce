using SalesforceCC.Connections;

namespace SalesforceCC.Bulk;

/// <summary>A folder for pages whose rows are given as records: read as fast as they come, and used as fast as can be. Nobody else may read it.</summary>
internal sealed class SpoolFolder : IDisposable
{
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public SpoolFolder() => Disk.Run(Path, () => OwnerOnly.CreateFolder(Path));

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"SalesforceCC-{Guid.NewGuid():N}");

    /// <summary>Opens a file of it.</summary>
    public Stream Open(string file) => InputFile.Open(System.IO.Path.Combine(Path, file));

    /// <summary>Deletes a file of it.</summary>
    public void Delete(string file) => Disk.Run(file, () => File.Delete(System.IO.Path.Combine(Path, file)));

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Http.RequestTrace.Sink?.Invoke($"{Path} could not be deleted: {e.Message}");
        }
    }
}
