using System.Collections.Concurrent;
using System.Globalization;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Data;

/// <summary>
/// Rows as JSON, each by itself, so that a value which cannot be sent is a failure of its row alone. Describe is asked
/// only where a row cannot be written without it.
/// </summary>
internal sealed class RowEncoder(SfSession session, WriteSettings settings)
{
    // Not asked again for each row.
    private readonly ConcurrentDictionary<string, bool> _notDescribed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the row's JSON and key, unless the row has failed; what cannot be sent fails.</summary>
    public async Task TryEncodeAsync(WriteRow row, CancellationToken stop)
    {
        if (row.IsDone)
            return;
        try
        {
            await EncodeAsync(row, stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            row.Fail(e);
        }
    }

    private async Task EncodeAsync(WriteRow row, CancellationToken stop)
    {
        ObjectFields? fields = session.FieldTypes.TryGet(row.Type);
        if (!settings.TakesIds && fields is null or { IsRefused: true } && NeedsDescribe(row))
            fields = await DescribeAsync(row.Type, stop).ConfigureAwait(false);
        Encode(row, fields);
    }

    /// <summary>What is known of an object, asked for if need be; null where it cannot be described.</summary>
    public async Task<ObjectFields?> DescribeAsync(string type, CancellationToken stop)
    {
        if (_notDescribed.ContainsKey(type))
            return null;
        try
        {
            return await session.FieldTypes.GetAsync(type, stop).ConfigureAwait(false);
        }
        catch (SfException e) when (!RowErrors.IsOfAll(e))
        {
            // Salesforce decides, then.
            _notDescribed[type] = true;
            return null;
        }
    }

    /// <summary>Makes the row's JSON and key by what is known.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public void Encode(WriteRow row, ObjectFields? fields)
    {
        row.Key = row.Id;
        if (settings.TakesIds)
            return;
        ParentKeys.RefuseTwoSpellings(row.Fields);
        List<KeyValuePair<string, object?>> members = [new("attributes", new Dictionary<string, object?> { ["type"] = row.Type })];
        if (settings.Operation == WriteOperation.Update || settings.IsKeyedById)
            members.Add(new("Id", row.Id));
        foreach (KeyValuePair<string, object?> field in row.Fields)
            if (!IsLeftOut(row, field.Key, fields))
                members.Add(Member(field.Key, field.Value, fields));
        if (settings.Operation == WriteOperation.Upsert && !settings.IsKeyedById)
            row.Key = KeyOf(members);
        row.Json = JsonBody.Of(members, fields?.Types, "record");
    }

    private static bool NeedsDescribe(WriteRow row) => row.IsWhole || row.Fields.Any(static f =>
        ParentKeys.IsParent(f.Value) || (ScalarText.IsUnclear(f.Value) && FieldTypes.OfAuditField(f.Key) == FieldType.Unknown));

    private bool IsLeftOut(WriteRow row, string field, ObjectFields? fields)
    {
        if (!row.IsOfRecord || fields?.Field(field) is not { } access || IsKey(field))
            return false;
        bool canWrite = settings.Operation switch
        {
            WriteOperation.Insert => access.Createable,
            WriteOperation.Update => access.Updateable,
            _ => access.Createable && access.Updateable,
        };
        if (canWrite)
            return false;
        string note = $"{field} is left out, since it cannot be written.";
        if (!row.Notes.Contains(note))
            row.Notes.Add(note);
        return true;
    }

    private static KeyValuePair<string, object?> Member(string name, object? value, ObjectFields? fields)
    {
        if (ParentKeys.IsParent(value))
            return ParentKeys.Write(name, value!, fields);
        if (value is null && name.EndsWith("__r", StringComparison.OrdinalIgnoreCase))
            return new(fields?.Reference(name)?.Name ?? ParentKeys.LookupOf(name), null);
        if (value is null && fields?.TypeOf(name) is null && fields?.Reference(name) is { } lookup)
            return new(lookup.Name, null);

        // A multi-select picklist has its values in one text.
        if (value is object?[] { Length: > 0 } items && items.All(static i => i is string))
            return new(name, string.Join(";", items));
        if (value is not string text || fields?.TypeOf(name) is not { } type)
            return new(name, value);
        object typed = TextValue.Of(text, type, out string? problem);
        return problem is null
            ? new(name, typed)
            : throw RowErrors.Invalid($"'{name}' in the record is '{Short(text)}', which {problem}.", name);
    }

    private bool IsKey(string field) => field.Equals(settings.KeyField, StringComparison.OrdinalIgnoreCase);

    // Most keys do not tell upper case from lower. To take two keys for one costs a request, to take one for two a row.
    private string KeyOf(List<KeyValuePair<string, object?>> members)
    {
        object? value = members.FirstOrDefault(m => IsKey(m.Key)).Value;
        string? text = ScalarText.Of(value, FieldType.Unknown, out _)?.Text.Trim();
        if (string.IsNullOrEmpty(text))
            throw RowErrors.Invalid($"The record has no value for its key '{settings.KeyField}'.", settings.KeyField);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : text!.ToUpperInvariant();
    }

    private static string Short(string text) => text.Length <= 100 ? text : text.Substring(0, 100) + "...";
}
