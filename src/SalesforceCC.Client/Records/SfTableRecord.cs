namespace SalesforceCC;

/// <summary>
/// A record of which all fields have room beside each other in 80 columns. What shows rows as tables can tell by the
/// type, which stands in each row's list of types, and costs a row nothing.
/// </summary>
public abstract class SfTableRecord : SfRecord
{
    // Only the emitted types derive from this class, and TableRecord.
    internal SfTableRecord()
    {
    }
}
