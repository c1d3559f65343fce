namespace SalesforceCC.Records;

/// <summary>Child rows of a record of which Salesforce sent only the first: the rest is at a URL of its own.</summary>
internal sealed class IncompleteChildren
{
    private readonly int _slot;
    private SfRecord? _owner;

    internal IncompleteChildren(
        int slot, SfRecord[] children, long? totalSize, string nextRecordsUrl, Selection? selection = null)
    {
        Selection = selection;
        _slot = slot;
        Children = children;
        TotalSize = totalSize;
        NextRecordsUrl = nextRecordsUrl;
    }

    /// <summary>The record whose children they are.</summary>
    public SfRecord Owner => _owner ?? throw new InvalidOperationException("The record has not been read yet.");

    /// <summary>The name of the child relationship.</summary>
    public string Field => Owner.GetFieldNames()[_slot];

    /// <summary>The children that came with the record.</summary>
    public IReadOnlyList<SfRecord> Children { get; }

    /// <summary>How many there are in all.</summary>
    public long? TotalSize { get; }

    /// <summary>Where the others are.</summary>
    public string NextRecordsUrl { get; }

    /// <summary>What the subquery selects; null where nobody knows.</summary>
    public Selection? Selection { get; }

    internal bool HasOwner => _owner is not null;

    /// <summary>Gives the record all its children: those that came with it, and then these.</summary>
    public void Append(IEnumerable<SfRecord> others) =>
        Owner.ReplaceObject(_slot, Children.Concat(others).ToArray());

    /// <summary>The record was made again, with properties that have types.</summary>
    internal void MoveTo(SfRecord owner) => _owner = owner;

    /// <summary>Gives them to the record; false where a later value of the same name took their place in it.</summary>
    internal bool TrySetOwner(SfRecord owner)
    {
        if (!ReferenceEquals(owner.Get(_slot), Children))
            return false;
        _owner = owner;
        return true;
    }
}
