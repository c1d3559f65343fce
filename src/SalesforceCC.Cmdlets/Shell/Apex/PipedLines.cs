using System.Management.Automation;
using System.Text;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Lines that Get-Content gives one by one, which belong together: it marks each with the file that it comes from.
/// </summary>
internal sealed class PipedLines
{
    private readonly StringBuilder _text = new();
    private string? _path;

    /// <summary>Lines are waiting.</summary>
    public bool Any => _path is not null;

    /// <summary>Takes a line.</summary>
    /// <param name="input">What came through the pipeline.</param>
    /// <param name="line">Its text.</param>
    /// <returns>It is a line of the same file as those before; otherwise nothing was taken.</returns>
    public bool TryAdd(PSObject input, string line)
    {
        if (PathOf(input) is not { } path || (_path is not null && path != _path))
            return false;
        if (_path is not null)
            _text.Append('\n');
        _path = path;
        _text.Append(line);
        return true;
    }

    /// <summary>All lines so far, put together again.</summary>
    public string Take()
    {
        string text = _text.ToString();
        _text.Clear();
        _path = null;
        return text;
    }

    private static string? PathOf(PSObject input) =>
        input.Properties["ReadCount"] is PSNoteProperty ? (input.Properties["PSPath"] as PSNoteProperty)?.Value?.ToString() : null;
}
