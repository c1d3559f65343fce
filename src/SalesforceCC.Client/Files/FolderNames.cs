namespace SalesforceCC.Files;

/// <summary>Gives each file of a folder a name of its own, on systems too where case makes no difference.</summary>
/// <param name="folder">The folder.</param>
/// <param name="replaces">Files that were there before may be replaced.</param>
internal sealed class FolderNames(string folder, bool replaces)
{
    private readonly object _lock = new();
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A path that no other file of this run has, and no file that must stay.</summary>
    public string Take(string name)
    {
        lock (_lock)
        {
            string free = name;
            while (_taken.Contains(free) || (!replaces && IsThere(Path.Combine(folder, free))))
            {
                int number = _numbers.TryGetValue(name, out int last) ? last + 1 : 2;
                _numbers[name] = number;
                free = FileName.Numbered(name, number);
            }

            _taken.Add(free);
            return Path.Combine(folder, free);
        }
    }

    /// <summary>Whether a path is taken: by a file, a folder, or a link that leads nowhere.</summary>
    public static bool IsThere(string path) => (int)new FileInfo(path).Attributes != -1;
}
