namespace SalesforceCC.Records;

/// <summary>A <see cref="GenericRecord"/> whose fields have room beside each other.</summary>
internal sealed class TableRecord : SfTableRecord
{
    internal override SfRecord New() => new TableRecord();

    /// <summary>What the base class says. PowerShell's views ask a type of its own for it, see <see cref="RecordTypeEmitter"/>.</summary>
    public override string ToString() => base.ToString();
}
