namespace SalesforceCC.Records;

/// <summary>A row of which all values are made already.</summary>
internal sealed class ReadValues(object?[] values) : ReadRow
{
    public override object? Read(int slot) => values[slot];
}
