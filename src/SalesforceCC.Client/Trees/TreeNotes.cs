namespace SalesforceCC.Trees;

/// <summary>What is left out of an export or a copy, each once.</summary>
internal sealed class TreeNotes
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<(string Text, bool IsWarning)> _all = [];

    /// <summary>Who does not look must know of what is a warning.</summary>
    public IReadOnlyList<(string Text, bool IsWarning)> All => _all;

    public void Add(string text, bool isWarning = false)
    {
        if (_seen.Add(text))
            _all.Add((text, isWarning));
    }
}
