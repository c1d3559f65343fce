using System.Collections;
using System.Text;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Query;

/// <summary>A statement with placeholders, and the values for them.</summary>
internal sealed class SoqlBinder
{
    private readonly string _soql;
    private readonly List<SoqlPlaceholder> _placeholders;
    private readonly Dictionary<string, object?> _values;

    /// <summary>Finds the placeholders, and checks that they and the values have each other.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public SoqlBinder(string soql, IDictionary? parameters)
    {
        _soql = soql;
        _placeholders = SoqlPlaceholder.In(soql);
        _values = ToValues(parameters);
        foreach (SoqlPlaceholder placeholder in _placeholders)
            if (!_values.ContainsKey(placeholder.Name))
                throw Invalid($"The query has the placeholder :{placeholder.Name}, but there is no value '{placeholder.Name}' for it.");
        string? unused = _values.Keys.FirstOrDefault(k => !_placeholders.Exists(p => Is(p.Name, k)));
        if (unused is not null)
            throw Invalid($"There is a value '{unused}', but the query has no placeholder :{unused}.");
    }

    /// <summary>
    /// Whether a value is a midnight that is a day or a moment according to its field, and the field's type is not the
    /// same in every object.
    /// </summary>
    public bool NeedsTypes => _placeholders.Exists(p =>
        p is { IsOwn: true, Field: { } name } && FieldTypes.OfAuditField(name) == FieldType.Unknown && Items(_values[p.Name]).Any(ScalarText.IsUnclear));

    /// <summary>The statement to send.</summary>
    /// <param name="types">Types of the fields of the object that the statement asks for, where they are known.</param>
    /// <exception cref="SfException">INVALID_PARAMETER: a value SOQL has no literal for.</exception>
    public string Bind(IReadOnlyDictionary<string, FieldType>? types)
    {
        StringBuilder bound = new(_soql.Length + 64);
        int at = 0;
        foreach (SoqlPlaceholder placeholder in _placeholders)
        {
            bound.Append(_soql, at, placeholder.Start - at);

            // IN:ids and LIMIT:n, as Apex has them.
            if (placeholder.Place == SoqlPlace.DateCount)
                bound.Append(':');
            else if (bound.Length > 0 && SoqlTokenizer.IsName(bound[bound.Length - 1]))
                bound.Append(' ');
            bound.Append(SoqlLiteral.Of(placeholder, _values[placeholder.Name], TypeOf(placeholder, types)));
            at = placeholder.End;
        }

        return bound.Append(_soql, at, _soql.Length - at).ToString();
    }

    private static FieldType TypeOf(SoqlPlaceholder placeholder, IReadOnlyDictionary<string, FieldType>? types)
    {
        if (placeholder.Field is not { } name)
            return FieldType.Unknown;
        FieldType type = FieldTypes.OfAuditField(name);
        return type == FieldType.Unknown && placeholder.IsOwn && types is not null && types.TryGetValue(name, out FieldType known)
            ? known
            : type;
    }

    private static IEnumerable<object?> Items(object? value) =>
        value is IEnumerable list and not string ? list.Cast<object?>() : [value];

    private static Dictionary<string, object?> ToValues(IDictionary? parameters)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        if (parameters is null)
            return values;
        foreach (DictionaryEntry entry in parameters)
        {
            if (entry.Key is not string { Length: > 0 } name || !SoqlTokenizer.IsNameStart(name[0]) || !name.All(SoqlTokenizer.IsName))
                throw Invalid($"'{entry.Key}' is not a name for a placeholder. Use only letters, digits and _.");
            if (values.ContainsKey(name))
                throw Invalid($"There are two values '{name}' for one placeholder.");
            values.Add(name, entry.Value);
        }

        return values;
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
