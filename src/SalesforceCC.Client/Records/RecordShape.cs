namespace SalesforceCC.Records;

/// <summary>An object name with an ordered list of fields, and the emitted type that has them as properties.</summary>
internal sealed class RecordShape
{
    private readonly SfRecord _prototype;
    private Dictionary<string, int>? _slots;

    public RecordShape(string objectName, string[] fieldNames, SfRecord prototype)
    {
        ObjectName = objectName;
        FieldNames = Array.AsReadOnly(fieldNames);
        _prototype = prototype;
        Untyped = RecordLayout.Untyped(this);
    }

    public string ObjectName { get; }

    public IReadOnlyList<string> FieldNames { get; }

    private RecordLayout Untyped { get; }

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

    /// <summary>A record over packed data.</summary>
    public SfRecord Create(RecordLayout layout, object data)
    {
        SfRecord record = _prototype.New();
        record.Initialize(layout, data);
        return record;
    }

    /// <summary>A record of ready values, one a field. The array becomes the record's own.</summary>
    public SfRecord Create(object?[] values) => Create(Untyped, values);
}
