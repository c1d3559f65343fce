namespace SalesforceCC.Records;

/// <summary>A row as it was read, in a form other than JSON's. It knows itself how to make its values.</summary>
internal abstract class ReadRow
{
    public abstract object? Read(int slot);
}
