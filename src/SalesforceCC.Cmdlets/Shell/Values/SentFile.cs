namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A file whose content is sent.</summary>
internal sealed class SentFile
{
    private readonly string _path;

    /// <summary>Looks whether it is there and can be read, before anything is sent.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="parameter">Where the user named it, for errors.</param>
    /// <exception cref="SfException">INVALID_PARAMETER, BODY_NOT_READ.</exception>
    public SentFile(string path, string parameter)
    {
        _path = path;
        if (!File.Exists(path))
            throw new SfException(SfErrorCodes.InvalidParameter, Directory.Exists(path) ? $"'{path}' of {parameter} is a folder. Name a file." : $"The file '{path}' of {parameter} is not there.");

        // A pipe is opened once only, and gives what it has once.
        IsReplayable = UnixFile.At(path) is not { IsSpecial: true };
        if (!IsReplayable)
            return;
        try
        {
            InputFile.Open(path).Dispose();
        }
        catch (SfException e)
        {
            throw e.WithMessage($"{parameter}: {e.Message}");
        }
    }

    /// <summary>It can be read again.</summary>
    public bool IsReplayable { get; }

    /// <summary>Opens it for one send.</summary>
    public HttpContent ToContent() => new StreamContent(InputFile.Open(_path));
}
