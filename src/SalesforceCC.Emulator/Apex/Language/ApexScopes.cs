namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>The variables that are known at a place.</summary>
internal sealed class ApexScopes
{
    private readonly Stack<List<string>> _blocks = new([[]]);
    private readonly Dictionary<string, (int Slot, ApexType Type)> _known = new(StringComparer.OrdinalIgnoreCase);
    private int _next;

    public void Open() => _blocks.Push([]);

    public void Close()
    {
        foreach (string name in _blocks.Pop()) _known.Remove(name);
    }

    /// <exception cref="ApexCompileError">There is one of that name.</exception>
    public int Add(ApexToken name, ApexType type)
    {
        if (!_known.TryAdd(name.Text, (_next, type))) throw new ApexCompileError($"Duplicate variable: {name.Text}", name);
        _blocks.Peek().Add(name.Text);
        return _next++;
    }

    public (int Slot, ApexType Type)? Find(string name) => _known.TryGetValue(name, out (int, ApexType) found) ? found : null;
}
