namespace SalesforceCC.Records;

/// <summary>
/// A row without a type of its own, for when the process has emitted as many as it may. It is the same in all but
/// this: the shell adds its properties to each row, which costs some 7 KB a row.
/// </summary>
internal sealed class GenericRecord : SfRecord
{
    internal override SfRecord New() => new GenericRecord();

    /// <summary>What the base class says. PowerShell's views ask a type of its own for it, see <see cref="RecordTypeEmitter"/>.</summary>
    public override string ToString() => base.ToString();
}
