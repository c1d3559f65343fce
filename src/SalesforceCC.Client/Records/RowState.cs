namespace SalesforceCC.Records;

/// <summary>What a record holds where that is not simply its packed row.</summary>
internal abstract class RowState
{
    public abstract object? Get(int slot, RecordLayout layout);

    public abstract void Set(int slot, object? value, RecordLayout layout);
}
