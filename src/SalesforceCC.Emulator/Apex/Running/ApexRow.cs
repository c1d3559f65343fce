using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Running;

/// <summary>A row in the memory of a program.</summary>
internal sealed class ApexRow(SObjectType type, bool queried)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    public SObjectType Type => type;

    public string? Id => _values.GetValueOrDefault("Id") as string;

    public IReadOnlyDictionary<string, object?> Values => _values;

    /// <summary>Fields that the program has set; only these are written.</summary>
    public HashSet<string> Changed { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ApexException">The query has not asked for the field.</exception>
    public object? Get(string field) =>
        _values.TryGetValue(field, out object? value) ? value
        : queried ? throw new ApexException(
            "System.SObjectException", $"SObject row was retrieved via SOQL without querying the requested field: {type.Name}.{field}")
        : null;

    public void Set(string field, object? value)
    {
        _values[field] = value;
        Changed.Add(field);
    }

    /// <summary>What the org says of the row.</summary>
    public void Note(string field, object? value) => _values[field] = value;

    public override string ToString() => $"{type.Name}:{{{string.Join(", ", _values.Select(v => $"{v.Key}={ApexText.Of(v.Value)}"))}}}";
}
