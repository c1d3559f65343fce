using System.Management.Automation;
using SalesforceCC.Files;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Where files are saved: in a folder under names of their own, or one of them under a name that the user gives.</summary>
internal sealed class SaveTarget
{
    private readonly string _path;
    private readonly bool _replaces;
    private readonly FolderNames? _names;
    private bool _isThere;
    private bool _isTaken;

    private SaveTarget(string path, bool isFolder, bool replaces)
    {
        _path = path;
        _replaces = replaces;
        _names = isFolder ? new FolderNames(path, replaces) : null;
    }

    /// <summary>Makes it of what the user has typed: a folder that is there, what ends with a slash, and what has no extension.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER, FILE_NOT_WRITTEN.</exception>
    public static SaveTarget Of(SessionState state, string destination, bool replaces)
    {
        string full = FullPath.Of(state, destination, "-Destination");
        bool isFolder = destination[destination.Length - 1] is '/' or '\\' || Directory.Exists(full) || Path.GetExtension(full).Length == 0;
        if (isFolder && File.Exists(full))
            throw new SfException(SfErrorCodes.FileNotWritten, $"-Destination '{destination}' names a folder, and there is a file of that name.");
        return new SaveTarget(full, isFolder, replaces);
    }

    /// <summary>A place for a file.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: a second one; FILE_EXISTS.</exception>
    public string Take(StoredFile file)
    {
        if (_names is not null)
            return _names.Take(file.Name);
        if (_isTaken)
            throw new SfException(SfErrorCodes.InvalidParameter, $"-Destination '{_path}' names one file, and this is another one.");
        _isTaken = true;
        return _replaces || !FolderNames.IsThere(_path) ? _path : throw Exists();
    }

    /// <summary>Another place, where the first was taken by somebody else; null: whatever is there is replaced.</summary>
    public Func<string>? Otherwise(StoredFile file) => _replaces ? null : () => _names is null ? throw Exists() : _names.Take(file.Name);

    /// <summary>Makes the folder, before the first file comes.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void Prepare()
    {
        if (_names is not null && !_isThere)
            Disk.Run(_path, () => Directory.CreateDirectory(_path));
        _isThere = true;
    }

    private SfException Exists() => new(SfErrorCodes.FileExists, $"-Destination names a file that exists: '{_path}'.");
}
