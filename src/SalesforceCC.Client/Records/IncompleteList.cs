namespace SalesforceCC.Records;

/// <summary>
/// The child collections of a page that have more pages. Children are read before the record they belong to exists, so
/// each waits for its owner; a place in the list tells which came since.
/// </summary>
internal sealed class IncompleteList
{
    private readonly List<IncompleteChildren> _all = [];

    public IReadOnlyList<IncompleteChildren> All => _all;

    /// <summary>The place where the next one comes.</summary>
    public int Next => _all.Count;

    public void Add(IncompleteChildren children) => _all.Add(children);

    /// <summary>What was read since has to be read again.</summary>
    public void TakeBack(int since) => _all.RemoveRange(since, _all.Count - since);

    /// <summary>Gives those without an owner the record that they were read in. What is no field of it is dropped.</summary>
    public void SetOwner(SfRecord record, int since) => RemoveUnowned(since, c => !c.TrySetOwner(record));

    /// <summary>Drops those without an owner: nothing holds their rows.</summary>
    public void DropUnowned(int since) => RemoveUnowned(since, static _ => true);

    /// <summary>Whether one has no owner.</summary>
    public bool HasUnowned(int since)
    {
        for (int i = since; i < _all.Count; i++)
        {
            if (!_all[i].HasOwner)
                return true;
        }

        return false;
    }

    private void RemoveUnowned(int since, Func<IncompleteChildren, bool> isGone)
    {
        for (int i = _all.Count - 1; i >= since; i--)
        {
            if (!_all[i].HasOwner && isGone(_all[i]))
                _all.RemoveAt(i);
        }
    }
}
