namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>A row while it is written: the new values over the old ones.</summary>
internal sealed class RowValues(SObjectType type, IReadOnlyDictionary<string, object?> old)
{
    private readonly Dictionary<string, object?> _changes = new(StringComparer.OrdinalIgnoreCase);

    public SObjectType Type => type;

    public bool IsNew => old.Count == 0;

    /// <summary>What to write.</summary>
    public IReadOnlyDictionary<string, object?> Changes => _changes;

    public bool Changed(string field) => _changes.ContainsKey(field);

    public object? this[string field]
    {
        get => _changes.TryGetValue(field, out object? value) ? value : old.GetValueOrDefault(field);
        set => _changes[field] = value;
    }

    public string? Text(string field) => this[field] as string;

    public double? Number(string field) => this[field] switch
    {
        double number => number,
        long number => number,
        _ => null,
    };

    public bool IsTrue(string field) => this[field] is 1L;

    /// <summary>What the field was before; null for a new row.</summary>
    public object? Before(string field) => old.GetValueOrDefault(field);
}
