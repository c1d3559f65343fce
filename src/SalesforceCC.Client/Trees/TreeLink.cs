namespace SalesforceCC.Trees;

/// <summary>A field of a record that refers to another one.</summary>
/// <param name="lookup">The field.</param>
/// <param name="target">The other record, or the same.</param>
internal sealed class TreeLink(SfField lookup, TreeRecord target)
{
    public SfField Field => lookup;

    public TreeRecord Target => target;

    /// <summary>It may stay empty when the record is created, and be set later.</summary>
    public bool CanWait => lookup.Nillable && lookup.Updateable;

    /// <summary>It is set when both records are there, since they are part of a ring.</summary>
    public bool Waits { get; set; }
}
