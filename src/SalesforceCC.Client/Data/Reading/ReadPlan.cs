using System.Globalization;
using SalesforceCC.Query;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Data;

/// <summary>How the records of one object are read: by their ids as a list, or in SOQL.</summary>
internal sealed class ReadPlan(string type, FieldList fields, ReadSettings settings, FieldType keyType)
{
    private const int LengthOfCondition = 40;

    public string Type { get; } = type;

    public FieldList Fields { get; } = fields;

    /// <summary>Records are found by a key field.</summary>
    public bool IsByKey => KeyField is not null;

    public string? KeyField { get; } = settings.KeyField is { } key && !key.Equals("Id", StringComparison.OrdinalIgnoreCase) ? key : null;

    /// <summary>A list of ids and fields is enough.</summary>
    public bool IsList => !IsByKey && !settings.IncludeDeleted && Fields.IsPlain;

    /// <summary>How long a request is before it has a key.</summary>
    public int BaseLength => IsList ? 0 : Fields.Soql.Length + (KeyField?.Length ?? 2) + LengthOfCondition;

    /// <summary>How long it may be.</summary>
    public int MaxLength => IsList ? int.MaxValue : Query.Soql.MaxLength;

    /// <summary>It takes the place of one whose describe was out of date.</summary>
    public bool IsSecond { get; set; }

    /// <summary>What all rows of this object fail with; null: nothing is known to be wrong.</summary>
    public SfException? Failure { get; set; }

    /// <summary>Makes a plan, for which the object is described where that is needed.</summary>
    public static async Task<ReadPlan> OfAsync(SfSession session, string type, ReadSettings settings, CancellationToken stop)
    {
        FieldList fields = await FieldList.OfAsync(session, type, settings, stop).ConfigureAwait(false);
        FieldType keyType = FieldType.Unknown;
        if (settings.KeyField is { } key)
            keyType = (await session.FieldTypes.GetAsync(type, stop).ConfigureAwait(false)).TypeOf(key) ?? FieldType.Unknown;
        ReadPlan plan = new(type, fields, settings, keyType);
        return plan.BaseLength < plan.MaxLength
            ? plan
            : throw RowErrors.Invalid(FormattableString.Invariant($"The fields of {type} make a query longer than {plan.MaxLength} characters."));
    }

    /// <summary>The plan of an object of which nothing can be read.</summary>
    public static ReadPlan Failed(string type, ReadSettings settings, SfException failure) =>
        new(type, FieldList.None, settings, FieldType.Unknown) { Failure = failure };

    /// <summary>Gives a row its key as SOQL has it.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: it is no key.</exception>
    public void Prepare(ReadRow row)
    {
        if (!IsByKey)
        {
            row.Literal = row.Match = (string)row.Key!;
            return;
        }

        string? problem = null;
        object? value = row.Key is string text ? TextValue.Of(text, keyType, out problem) : row.Key;
        if (problem is not null)
            throw RowErrors.Invalid($"The key '{row.Key}' {problem}.", KeyField);
        ScalarText? scalar = ScalarText.Of(value, keyType, out problem);
        row.Literal = scalar?.Kind switch
        {
            ScalarKind.Text when scalar.Value.Text.Trim().Length > 0 => SoqlLiteral.Text(scalar.Value.Text, like: false),
            ScalarKind.Number when keyType == FieldType.Text => SoqlLiteral.Text(scalar.Value.Text, like: false),
            ScalarKind.Number => scalar.Value.Text,
            ScalarKind.Text or ScalarKind.Null => throw RowErrors.Invalid("The key is empty.", KeyField),
            _ => throw RowErrors.Invalid($"The key {problem ?? $"is a {row.Key!.GetType().Name}, and not text or a number"}.", KeyField),
        };
        row.Match = MatchOf(keyType == FieldType.Text ? scalar.Value.Text : value);
    }

    /// <summary>A value of the key field in one form for all spellings that Salesforce may take for one.</summary>
    public static string MatchOf(object? value)
    {
        string text = (ScalarText.Of(value, FieldType.Unknown, out _)?.Text ?? "").Trim();
        return value is not string && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : text.ToUpperInvariant();
    }

    /// <summary>The statement for some keys or ids.</summary>
    public string SoqlFor(IEnumerable<string> literals) => IsByKey
        ? $"{Fields.Soql} WHERE {KeyField} IN ({string.Join(",", literals)})"
        : $"{Fields.Soql} WHERE Id IN ({string.Join(",", literals.Select(static id => $"'{id}'"))})";
}
