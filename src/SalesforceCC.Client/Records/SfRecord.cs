using System.ComponentModel;
using SalesforceCC.Records;

namespace SalesforceCC;

/// <summary>A record: one property per field of the query, in the query's order.</summary>
/// <remarks>
/// The class itself has no public property, so that <c>Select-Object *</c>, <c>Export-Csv</c> and
/// <c>ConvertTo-Json</c> show the fields and nothing else. The properties are on sealed types emitted at run time,
/// one per object and list of fields, named <c>Salesforce.&lt;ObjectName&gt;</c>.
/// <para>
/// Values stay packed, as the bytes Salesforce sent, until they are read: most rows of a big query are asked for one
/// or two fields. A value is made anew at each read, so a record may be read from several threads at once.
/// Setting a property unpacks the record.
/// </para>
/// </remarks>
public abstract class SfRecord
{
    private RecordLayout _layout = null!;

    // One reference for the whole state, so that a reader on another thread never sees half a change:
    // byte[] (packed), NestedRow (packed, and holds other records) or object?[] (unpacked, one element a field).
    private object _data = null!;

    // Only the emitted types derive from this class.
    internal SfRecord()
    {
    }

    /// <summary>The value of a field by its name, in any case; null when the record has no such field.</summary>
    public object? GetValue(string field)
    {
        int slot = _layout.Shape.IndexOf(field);
        return slot < 0 ? null : Get(slot);
    }

    /// <summary>The names of the fields, in the query's order.</summary>
    public IReadOnlyList<string> GetFieldNames() => _layout.Shape.FieldNames;

    /// <summary>The API name of the object, e.g. <c>Account</c>; <c>AggregateResult</c> for grouped rows.</summary>
    public string GetObjectName() => _layout.Shape.ObjectName;

    /// <summary>The object's name with the record's Id, or its Name where the query asked for no Id.</summary>
    public override string ToString()
    {
        object? label = GetValue("Id") ?? GetValue("Name");
        return label is string { Length: > 0 } ? $"{GetObjectName()} {label}" : GetObjectName();
    }

    /// <summary>A new, empty record of the same type.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    internal abstract SfRecord New();

    internal void Initialize(RecordLayout layout, object data)
    {
        _layout = layout;
        _data = data;
    }

    /// <summary>Puts another object in the place of a nested one.</summary>
    internal void ReplaceObject(int slot, object value)
    {
        if (_data is NestedRow row && PackedRow.ObjectIndex(row.Bytes, slot, _layout) is int index && index >= 0)
            row.Objects[index] = value;
        else
            Set(slot, value);
    }

    // The emitted getters come here.
    internal object? Get(int slot)
    {
        object data = Volatile.Read(ref _data);
        if (data is byte[] packed)
            return PackedRow.Read(packed, null, slot, _layout);
        if (data is NestedRow row)
            return PackedRow.Read(row.Bytes, row.Objects, slot, _layout);
        return ((object?[])data)[slot];
    }

    // The emitted setters come here.
    internal void Set(int slot, object? value)
    {
        if (_data is object?[] values)
        {
            values[slot] = value;
            return;
        }

        values = new object?[_layout.Shape.FieldNames.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = i == slot ? value : Get(i);
        Volatile.Write(ref _data, values);
    }
}
