using System.Collections;
using SalesforceCC.Records;

namespace SalesforceCC.Data;

/// <summary>
/// Parents that a row names by a key of theirs: <c>Account = { Ext__c = '42' }</c>. The relationship of a lookup
/// <c>Foo__c</c> is <c>Foo__r</c>, that of <c>FooId</c> is <c>Foo</c>.
/// </summary>
internal static class ParentKeys
{
    /// <summary>Whether a value names a parent: a table, but no list.</summary>
    public static bool IsParent(object? value) => value is IDictionary or IEnumerable<KeyValuePair<string, object?>>;

    /// <summary>Refuses a row that names one parent by its id and by a key: Salesforce would follow one of them without a word.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public static void RefuseTwoSpellings(IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        foreach (KeyValuePair<string, object?> field in fields)
        {
            string id = LookupOf(field.Key);
            foreach (KeyValuePair<string, object?> other in fields)
                if (IsParent(field.Value) && other.Key.Equals(id, StringComparison.OrdinalIgnoreCase))
                    throw RowErrors.Invalid($"'{other.Key}' and '{field.Key}' in the record name the same parent: give one of them.", field.Key);
        }
    }

    /// <summary>The usual name of the field behind a relationship.</summary>
    public static string LookupOf(string relationship) =>
        relationship.EndsWith("__r", StringComparison.OrdinalIgnoreCase)
            ? relationship.Substring(0, relationship.Length - 1) + "c"
            : relationship + "Id";

    /// <summary>The parent as it is sent: with its type where the lookup leads to several objects; an empty key clears the lookup.</summary>
    /// <param name="name">The relationship.</param>
    /// <param name="value">The table.</param>
    /// <param name="fields">What is known of the row's object.</param>
    /// <exception cref="SfException">INVALID_PARAMETER: no key, several, or no type where one is needed.</exception>
    public static KeyValuePair<string, object?> Write(string name, object value, ObjectFields? fields)
    {
        SfField? lookup = fields?.Reference(name);
        string? type = null;
        List<KeyValuePair<string, object?>> keys = [];
        foreach (KeyValuePair<string, object?> member in Members(value))
        {
            if (member.Key.Equals("attributes", StringComparison.OrdinalIgnoreCase) && IsParent(member.Value))
                type = Members(member.Value!).FirstOrDefault(static m => m.Key.Equals("type", StringComparison.OrdinalIgnoreCase)).Value as string;
            else if (member.Key.Equals("Type", StringComparison.OrdinalIgnoreCase) && member.Value is string text && HasSeveral(value))
                type = text;
            else
                keys.Add(member);
        }

        if (keys.Count != 1)
            throw RowErrors.Invalid($"'{name}' in the record must have one key field of the parent, and has {keys.Count}.", name);
        if (keys[0].Value is null or DBNull or "")
            return new(lookup?.Name ?? LookupOf(name), null);
        if (lookup is { ReferenceTo.Count: > 1 } && type is null)
            throw RowErrors.Invalid(
                $"'{name}' in the record can refer to {Names(lookup.ReferenceTo)}, and does not say to which: add Type to {keys[0].Key}.", name);

        Dictionary<string, object?> parent = [];
        if (type is not null)
            parent["attributes"] = new Dictionary<string, object?> { ["type"] = type };
        parent[keys[0].Key] = keys[0].Value;
        return new(name, parent);
    }

    private static bool HasSeveral(object value) =>
        Members(value).Count(static m => !m.Key.Equals("attributes", StringComparison.OrdinalIgnoreCase)) > 1;

    private static IEnumerable<KeyValuePair<string, object?>> Members(object value) =>
        value as IEnumerable<KeyValuePair<string, object?>>
        ?? ((IDictionary)value).Cast<DictionaryEntry>().Select(static e => new KeyValuePair<string, object?>((string)e.Key, e.Value));

    private static string Names(IReadOnlyList<string> objects) =>
        objects.Count <= 4 ? string.Join(" or ", objects) : FormattableString.Invariant($"{objects.Count} objects");
}
