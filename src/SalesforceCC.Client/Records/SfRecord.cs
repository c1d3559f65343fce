using System.ComponentModel;
using System.Dynamic;
using System.Linq.Expressions;
using SalesforceCC.Records;

namespace SalesforceCC;

/// <summary>A record: one property per field of the query, in the query's order.</summary>
/// <remarks>
/// The class itself has no public property, so that whatever lists, exports or serializes all properties shows the fields
/// and nothing else. The properties are on sealed types emitted at run time,
/// one per object and list of fields, named <c>Salesforce.&lt;ObjectName&gt;</c>.
/// <para>
/// Values stay packed, as the bytes Salesforce sent, until they are read: most rows of a big query are asked for one
/// or two fields. A value is made anew at each read, so a record may be read from several threads at once.
/// A value that is set lies over the one that was read, which stays.
/// </para>
/// </remarks>
public abstract class SfRecord : IDynamicMetaObjectProvider
{
    private RecordLayout _layout = null!;

    // One reference for the whole state, so that a reader on another thread never sees half a change:
    // byte[] (packed), NestedRow (packed, and holds other records), ReadRow (in another form) or RowState (all else).
    private object _data = null!;

    // Only SfTableRecord, SfEvent, GenericRecord and the emitted types derive from this class.
    internal SfRecord()
    {
    }

    /// <summary>The shell in which rows are used.</summary>
    internal static IRecordHost Host { get; set; } = new NoHost();

    internal RecordLayout Layout => _layout;

    internal object Data => Volatile.Read(ref _data);

    /// <summary>The org it comes from; null where it came from none.</summary>
    internal RecordOrigin? Origin => _layout.Origin;

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

    /// <summary>The record's Id, also where the query did not ask for it; null for rows that have none.</summary>
    public string? GetId() => RecordChanges.Id(this);

    /// <summary>18-character id of the org the record comes from; null where that is not known.</summary>
    public string? GetOrganizationId() => Origin?.OrganizationId;

    /// <summary>Whether a field was set to another value, or a property added, since the record was read.</summary>
    public bool HasChanges() => GetChangedFields().Count > 0;

    /// <summary>The names of the fields that were changed or added since the record was read.</summary>
    public IReadOnlyList<string> GetChangedFields() => [.. RecordChanges.Of(this).Select(static c => c.Field)];

    /// <summary>The value that a field had when the record was read; null when the record has no such field.</summary>
    public object? GetOriginalValue(string field) => RecordChanges.Original(this, _layout.Shape.IndexOf(field));

    /// <summary>Takes the values of now for those that were read: nothing is changed any more.</summary>
    public void AcceptChanges()
    {
        if (RecordChanges.Accept(this) is { } accepted)
            Volatile.Write(ref _data, accepted);
    }

    /// <summary>
    /// The record's name; the object's name with the Id where the query asked for no name. Of a record without either,
    /// such as an address, its values.
    /// </summary>
    public override string ToString() => RecordLabel.Of(this);

    /// <inheritdoc/>
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new RecordMetaObject(parameter, this);

    /// <summary>A new, empty record of the same type.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    internal abstract SfRecord New();

    internal void Initialize(RecordLayout layout, object data)
    {
        _layout = layout;
        _data = data;
    }

    /// <summary>Puts another object in the place of a nested one that was read.</summary>
    internal void ReplaceObject(int slot, object value)
    {
        object data = Data;
        if ((data is ChangedRow changed ? changed.Packed : data) is NestedRow row
            && PackedRow.ObjectIndex(row.Bytes, slot, _layout) is int index && index >= 0)
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
        if (data is ReadRow read)
            return read.Read(slot);
        return ((RowState)data).Get(slot, _layout);
    }

    // The emitted setters come here, and what sets a property by its name.
    internal void Set(int slot, object? value)
    {
        value = FieldValue.To(
            _layout.Shape.PropertyTypes[slot], Host.Unwrap(value), GetObjectName(), _layout.Shape.FieldNames[slot]);
        object data = Data;
        if (data is not RowState state)
        {
            // Two threads that set a field for the first time share one state.
            state = new ChangedRow(data, _layout.Shape.FieldNames.Count);
            object seen = Interlocked.CompareExchange(ref _data, state, data);
            if (!ReferenceEquals(seen, data))
                state = (RowState)seen;
        }

        state.Set(slot, value, _layout);
    }
}
