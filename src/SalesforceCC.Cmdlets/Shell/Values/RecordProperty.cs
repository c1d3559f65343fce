using System.Globalization;
using System.Management.Automation;
using Microsoft.PowerShell;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A field as a property of a row whose type has none.</summary>
internal sealed class RecordProperty(SfRecord record, string name, int slot) : PSNoteProperty(name, value: null)
{
    /// <inheritdoc/>
    public override object? Value { get => record.Get(slot); set => record.Set(slot, value); }

    /// <inheritdoc/>
    public override string TypeNameOfValue => (Value?.GetType() ?? typeof(object)).FullName!;

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => new RecordProperty(record, Name, slot);

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} {1}={2}", ToStringCodeMethods.Type(PSObject.AsPSObject(Value?.GetType() ?? typeof(object))), Name, Value ?? "null");
}
