using System.Management.Automation;
using System.Management.Automation.Internal;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What PowerShell knows of rows: its wrapper, and the members it lets a user add to any object.</summary>
internal sealed class RecordHost : IRecordHost
{
    /// <inheritdoc/>
    public object? Unwrap(object? value) => value switch
    {
        PSObject wrapped when wrapped == AutomationNull.Value => null,
        PSObject { BaseObject: PSCustomObject } => value,
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };

    /// <inheritdoc/>
    /// <remarks>Only values that were added: a script property and an alias show what is there already.</remarks>
    public IEnumerable<KeyValuePair<string, object?>> AddedTo(SfRecord record)
    {
        foreach (PSPropertyInfo property in PSObject.AsPSObject(record).Properties)
        {
            if (property is PSNoteProperty and not RecordProperty && property.IsInstance)
                yield return new(property.Name, property.Value);
        }
    }

    /// <inheritdoc/>
    public void AddFields(SfRecord record)
    {
        PSObject wrapped = PSObject.AsPSObject(record);
        wrapped.TypeNames.Insert(0, "Salesforce." + record.GetObjectName());
        IReadOnlyList<string> fields = record.GetFieldNames();
        for (int slot = 0; slot < fields.Count; slot++)
            wrapped.Properties.Add(new RecordProperty(record, fields[slot].Length == 0 ? "_" : fields[slot], slot), preValidated: true);
    }
}
