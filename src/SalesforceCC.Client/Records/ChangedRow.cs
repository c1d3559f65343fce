namespace SalesforceCC.Records;

/// <summary>A row of which values were changed: the packed row as it was read, and the new values over it.</summary>
internal sealed class ChangedRow : RowState
{
    // null is a value.
    private static readonly object s_same = new();

    private readonly object?[] _values;
    private readonly object?[]? _accepted;

    public ChangedRow(object packed, int count)
        : this(packed, count, accepted: null, new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase))
    {
    }

    private ChangedRow(object packed, int count, object?[]? accepted, Dictionary<string, object?> added)
    {
        Packed = packed;
        _accepted = accepted;
        Added = added;
        _values = new object?[count];
        for (int i = 0; i < count; i++)
            _values[i] = s_same;
    }

    /// <summary>The row as it was read.</summary>
    public object Packed { get; }

    /// <summary>Properties the user has added to the row, as they were when its changes were accepted.</summary>
    public IReadOnlyDictionary<string, object?> Added { get; }

    public override object? Get(int slot, RecordLayout layout)
    {
        object? value = Volatile.Read(ref _values[slot]);
        return ReferenceEquals(value, s_same) ? Original(slot, layout) : value;
    }

    /// <summary>The value as it was read, or accepted since.</summary>
    public object? Original(int slot, RecordLayout layout) =>
        _accepted is null || ReferenceEquals(_accepted[slot], s_same) ? PackedRow.Read(Packed, slot, layout) : _accepted[slot];

    public bool IsChanged(int slot) => !ReferenceEquals(Volatile.Read(ref _values[slot]), s_same);

    /// <summary>Sets a value. The one that was read is no change, however often the field was set.</summary>
    public override void Set(int slot, object? value, RecordLayout layout) =>
        Volatile.Write(ref _values[slot], FieldValue.AreSame(value, Original(slot, layout)) ? s_same : value);

    /// <summary>The same row with its changes as originals.</summary>
    public ChangedRow Accept(IEnumerable<KeyValuePair<string, object?>> added)
    {
        object?[] accepted = new object?[_values.Length];
        for (int i = 0; i < accepted.Length; i++)
            accepted[i] = IsChanged(i) ? _values[i] : _accepted is null ? s_same : _accepted[i];
        Dictionary<string, object?> additions = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> one in added)
            additions[one.Key] = one.Value;
        return new ChangedRow(Packed, accepted.Length, accepted, additions);
    }
}
