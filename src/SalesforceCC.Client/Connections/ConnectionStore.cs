namespace SalesforceCC.Connections;

/// <summary>
/// The connections of a user, in one file. Readers see a whole file, the old or the new one; of two writers at once, the
/// second goes on from what the first has written. A file that cannot be read is never written over.
/// </summary>
/// <param name="folder">Where the file is.</param>
/// <param name="clock">The clock, for waits.</param>
internal sealed class ConnectionStore(string folder, TimeProvider clock)
{
    private const int MaxLength = 1 << 24;

    /// <summary>The file.</summary>
    public string FilePath { get; } = Path.Combine(folder, "connections.json");

    /// <summary>The one of the user who runs this process.</summary>
    public static ConnectionStore OfUser() => new(ConfigurationFolder.OfUser(), TimeProvider.System);

    /// <summary>What is registered; nothing where there is no file.</summary>
    /// <exception cref="SfException">CONNECTION_FILE_UNUSABLE.</exception>
    public ConnectionSet Read()
    {
        try
        {
            using FileStream file = new(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (OwnerOnly.FaultOf(file) is { } fault)
                throw ConnectionFile.Unusable(FilePath, fault);
            if (file.Length > MaxLength)
                throw ConnectionFile.Unusable(FilePath, "is too long.");
            using MemoryStream text = new();
            file.CopyTo(text);
            return ConnectionFile.Read(text.ToArray(), FilePath);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ConnectionSet();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ConnectionFile.Unusable(FilePath, "cannot be read: " + e.Message, e);
        }
    }

    /// <summary>The connection of that name, checked.</summary>
    /// <exception cref="SfException">CONNECTION_NOT_FOUND, INVALID_CONNECTION, CONNECTION_FILE_UNUSABLE.</exception>
    public SfConnection Require(string name)
    {
        ConnectionSet all = Read();
        return ConnectionRules.Check(all.Find(name) ?? throw all.NotFound(name));
    }

    /// <summary>Registers a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="replace">One of the same name gives way; otherwise it is an error.</param>
    /// <param name="stop">Ends the wait for other writers.</param>
    /// <exception cref="SfException">CONNECTION_EXISTS, CONNECTION_FILE_UNUSABLE, FILE_NOT_WRITTEN.</exception>
    public Task AddAsync(SfConnection connection, bool replace, CancellationToken stop) => ChangeAsync(
        connections =>
        {
            if (!replace && connections.Find(connection.Name) is { } old)
                throw Exists(old);
            connections.Put(connection);
            return true;
        },
        stop);

    /// <summary>Takes a connection out, if it is there.</summary>
    /// <exception cref="SfException">CONNECTION_FILE_UNUSABLE, FILE_NOT_WRITTEN.</exception>
    public Task RemoveAsync(string name, CancellationToken stop) =>
        ChangeAsync(connections => connections.Remove(name), stop);

    /// <summary>The failure of a name that is taken.</summary>
    public static SfException Exists(SfConnection old) =>
        new(SfErrorCodes.ConnectionExists, $"There is a connection '{old.Name}' already, of the flow {old.Flow}.");

    private async Task ChangeAsync(Func<ConnectionSet, bool> change, CancellationToken stop)
    {
        try
        {
            OwnerOnly.CreateFolder(folder);
            if (OwnerOnly.FaultOfFolder(folder) is { } fault)
                throw ConnectionFile.Unusable(FilePath, fault);
            using (await FileLock.TakeAsync(FilePath + ".lock", clock, stop).ConfigureAwait(false))
            {
                ConnectionSet connections = Read();
                if (change(connections))
                    AtomicFile.Write(FilePath, ConnectionFile.Write(connections), ownerOnly: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SfException(SfErrorCodes.FileNotWritten, $"The file of connections, '{FilePath}', cannot be written: {e.Message}", e);
        }
    }
}
