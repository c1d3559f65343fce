namespace SalesforceCC.Trees;

/// <summary>
/// What is wrong with records before one of them is sent. What is wrong with many in the same way is one problem, which
/// names the first.
/// </summary>
internal sealed class TreeProblems
{
    private readonly Dictionary<(string Code, string Text), Found> _found = [];
    private readonly List<(string Code, string Text)> _order = [];

    public bool Any => _order.Count > 0;

    /// <summary>The problems in the order in which they were found, each with the file or record that it is first met in.</summary>
    public IEnumerable<(SfException Failure, string Target)> All => _order.Select(key =>
    {
        Found found = _found[key];
        string place = found.Count == 1 ? $" ({found.Place})" : FormattableString.Invariant($" ({found.Count} records; the first is {found.Place})");
        return (new SfException(key.Code, key.Text + place), found.Target);
    });

    /// <param name="code">The code of the error.</param>
    /// <param name="text">What is wrong, with a full stop.</param>
    /// <param name="place">The record, in words.</param>
    /// <param name="target">The file, or where there is none the record.</param>
    public void Add(string code, string text, string place, string target)
    {
        (string, string) key = (code, text);
        if (_found.TryGetValue(key, out Found? found))
        {
            found.Count++;
            return;
        }

        _found[key] = new Found(place, target);
        _order.Add(key);
    }

    private sealed class Found(string place, string target)
    {
        public string Place => place;

        public string Target => target;

        public int Count { get; set; } = 1;
    }
}
