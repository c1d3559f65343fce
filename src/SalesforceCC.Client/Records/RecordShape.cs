using SalesforceCC.Events;

namespace SalesforceCC.Records;

/// <summary>An object name with an ordered list of fields, and the type that has them as properties.</summary>
internal sealed class RecordShape
{
    private readonly SfRecord _prototype;
    private Dictionary<string, int>? _slots;

    /// <summary>Makes a shape.</summary>
    /// <param name="objectName">The object's API name.</param>
    /// <param name="fieldNames">The fields, in the query's order.</param>
    /// <param name="propertyTypes">What each property holds and nothing else; Unknown: anything.</param>
    /// <param name="prototype">From which all records of the shape are made.</param>
    public RecordShape(string objectName, string[] fieldNames, FieldType[] propertyTypes, SfRecord prototype)
    {
        ObjectName = objectName;
        FieldNames = Array.AsReadOnly(fieldNames);
        PropertyTypes = propertyTypes;
        IsTyped = Array.Exists(propertyTypes, static t => t != FieldType.Unknown);
        IdSlot = Array.FindIndex(fieldNames, static f => f.Equals("Id", StringComparison.OrdinalIgnoreCase));
        IsEmitted = prototype is not (GenericRecord or TableRecord or GenericEvent or GenericChangeEvent);
        _prototype = prototype;
    }

    public string ObjectName { get; }

    public IReadOnlyList<string> FieldNames { get; }

    public FieldType[] PropertyTypes { get; }

    /// <summary>Whether a property has a type, which each row must be fit for.</summary>
    public bool IsTyped { get; }

    /// <summary>Whether the records have a type of their own.</summary>
    public bool IsEmitted { get; }

    /// <summary>Where the Id is; -1: it was not asked for.</summary>
    public int IdSlot { get; }

    /// <summary>The field's position, whatever its case; -1 when there is no such field.</summary>
    public int IndexOf(string field)
    {
        Dictionary<string, int>? slots = _slots;
        if (slots is null)
        {
            // Made by whoever asks first; two threads making it at once do no harm.
            slots = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < FieldNames.Count; i++)
                slots[FieldNames[i]] = i;
            _slots = slots;
        }

        return slots.TryGetValue(field, out int slot) ? slot : -1;
    }

    /// <summary>A record over its data: packed, or with a state.</summary>
    public SfRecord Create(RecordLayout layout, object data)
    {
        SfRecord record = _prototype.New();
        record.Initialize(layout, data);
        if (!IsEmitted)
            SfRecord.Host.AddFields(record);
        return record;
    }
}
