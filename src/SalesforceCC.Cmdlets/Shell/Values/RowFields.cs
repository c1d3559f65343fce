using System.Collections;
using System.Data;
using System.Globalization;
using System.Management.Automation;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The fields of what users give as a record: a table, an object, a row of a query or of a database.</summary>
internal sealed class RowFields
{
    private static readonly string[] s_prefixes = ["Salesforce.", "Deserialized.Salesforce."];

    private readonly string _noun;

    private RowFields(IEnumerable<KeyValuePair<string, object?>> members, string? type, bool isWhole, string noun)
    {
        _noun = noun;
        Type = type;
        IsWhole = isWhole;
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> member in members)
            Add(member, names);
    }

    /// <summary>The object that the record says it is of; null: it does not say.</summary>
    public string? Type { get; private set; }

    /// <summary>It is a whole record of Salesforce, with what cannot be written.</summary>
    public bool IsWhole { get; }

    /// <summary>What it has as Id; null for nothing and for empty text.</summary>
    public object? GivenId { get; private set; }

    /// <summary>The same as text.</summary>
    public string? Id => GivenId?.ToString();

    /// <summary>The other fields in their order, unwrapped.</summary>
    public List<KeyValuePair<string, object?>> Fields { get; } = [];

    /// <summary>Related records, which are not written with it.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Reads a record.</summary>
    /// <param name="input">What was given.</param>
    /// <param name="changes">Of a row of a query, only what was changed in it, and this field.</param>
    /// <param name="key">The field that finds the record.</param>
    /// <param name="noun">What it is called in errors.</param>
    /// <exception cref="SfException">INVALID_PARAMETER: it has no fields, or such as nobody can tell apart.</exception>
    public static RowFields Of(PSObject input, bool changes, string? key, string noun = "record")
    {
        object bare = input.BaseObject;
        if (bare is SfRecord record)
            return changes
                ? new RowFields(ChangesOf(record, key), record.GetObjectName(), isWhole: false, noun)
                : new RowFields(PsProperties.Of(record, input), record.GetObjectName(), isWhole: true, noun);
        string? type = TypeOf(input);
        return bare switch
        {
            IDictionary table => new(table.Cast<DictionaryEntry>().Select(static e => new KeyValuePair<string, object?>(Name(e.Key), e.Value)), null, isWhole: false, noun),
            DataRowView view => new(PsProperties.Of(view.Row), null, isWhole: false, noun),
            DataRow row => new(PsProperties.Of(row), null, isWhole: false, noun),
            PSCustomObject => new(PsProperties.Of(input), type, type is not null, noun),
            _ when PsProperties.HasData(bare.GetType()) => new(PsProperties.Of(input), null, isWhole: false, noun),
            _ => throw Invalid($"The {noun} is a {bare.GetType().Name}, which has no fields."),
        };
    }

    private static IEnumerable<KeyValuePair<string, object?>> ChangesOf(SfRecord record, string? key)
    {
        if (record.GetId() is { } id)
            yield return new("Id", id);
        bool hasKey = false;
        foreach (FieldChange change in RecordChanges.Of(record))
        {
            hasKey |= change.Field.Equals(key, StringComparison.OrdinalIgnoreCase);
            if (!change.Field.Equals("Id", StringComparison.OrdinalIgnoreCase))
                yield return new(change.Field, change.Value);
        }

        if (key is not null && !hasKey && !key.Equals("Id", StringComparison.OrdinalIgnoreCase))
            yield return new(key, record.GetValue(key));
    }

    private void Add(KeyValuePair<string, object?> member, HashSet<string> names)
    {
        if (!names.Add(member.Key))
            throw Invalid($"The {_noun} has two values named '{member.Key}'.");
        if (member.Key.Equals("attributes", StringComparison.OrdinalIgnoreCase))
            Type = PsValues.Unwrap(member.Value) is IDictionary attributes && attributes["type"] is string type ? type : Type;
        else if (IsRelated(member.Value))
            LeftOut.Add(member.Key);
        else if (member.Key.Equals("Id", StringComparison.OrdinalIgnoreCase))
            GivenId = PsValues.Unwrap(member.Value) is { } id && id.ToString() is { Length: > 0 } ? id : null;
        else
            Fields.Add(new(member.Key, PsValues.Unwrap(member.Value, $"'{member.Key}' in the {_noun}")));
    }

    // Rows of a query within a row; those of another process, and of JSON, are objects like others, but within a whole record.
    private bool IsRelated(object? value)
    {
        object? bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        return bare is SfRecord || bare is IEnumerable<SfRecord> || (value is PSObject item && bare is PSCustomObject && TypeOf(item) is not null)
            || (IsWhole && bare is PSCustomObject or (IEnumerable and not string and not byte[]));
    }

    /// <summary>The object that a record of another process, or of JSON, says it is of; null: it does not say.</summary>
    internal static string? TypeOf(PSObject input)
    {
        foreach (string name in input.TypeNames)
            foreach (string prefix in s_prefixes)
                if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length)
                    return name.Substring(prefix.Length);
        return null;
    }

    private static string Name(object key) => Convert.ToString(key is PSObject wrapped ? wrapped.BaseObject : key, CultureInfo.InvariantCulture) ?? "";

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
