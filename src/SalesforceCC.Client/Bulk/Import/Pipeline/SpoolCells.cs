using System.Collections;
using SalesforceCC.Data;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Bulk;

/// <summary>The cells of an object: null is <c>#N/A</c>, which clears a field, and what is not there is empty, which leaves it.</summary>
internal sealed class SpoolCells(SpoolColumns columns, ImportSettings settings)
{
    private const string Null = "#N/A";

    /// <summary>The cells of a row, by the columns of the job.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: a value that cannot be sent; INVALID_COLUMNS.</exception>
    public async Task<string?[]> OfAsync(WriteRow row, CancellationToken stop)
    {
        List<KeyValuePair<string, object?>> members = Members(row);
        await columns.LearnAsync(members.Select(static m => m.Key), stop).ConfigureAwait(false);
        List<(ColumnTarget Target, string Text)> values = [];
        foreach (KeyValuePair<string, object?> member in members)
        {
            ColumnTarget target = columns[member.Key];
            if (target.Note is { } note)
                AddNote(row, note);
            if (target.Name is not null)
                values.Add((target, Text(member.Key, member.Value, target)));
        }

        RequireKey(values);
        foreach (IGrouping<string, (ColumnTarget Target, string Text)> same in values.GroupBy(static v => v.Target.Field!.Name))
            if (same.Count(static v => v.Text.Length > 0) > 1)
                throw RowErrors.Invalid($"{string.Join(" and ", same.Select(static v => $"'{v.Target.Given}'"))} in the record name the same field: give one of them.", same.Key);

        // Only a row that is sent makes columns.
        int[] places = [.. values.Select(v => columns.PlaceOf(v.Target))];
        string?[] cells = new string?[columns.OfJob.Count];
        for (int i = 0; i < places.Length; i++)
            if (values[i].Text.Length > 0)
                cells[places[i]] = values[i].Text;
        return cells;
    }

    private List<KeyValuePair<string, object?>> Members(WriteRow row)
    {
        List<KeyValuePair<string, object?>> members = [];
        if (row.Id is not null)
            members.Add(new("Id", row.Id));
        if (settings.TakesIds)
            return members;
        ParentKeys.RefuseTwoSpellings(row.Fields);
        foreach (KeyValuePair<string, object?> field in row.Fields)
        {
            if (row.IsOfRecord && columns.IsReadOnly(field.Key))
                AddNote(row, $"{field.Key} is left out, since it cannot be written.");
            else
                members.Add(Member(field.Key, field.Value));
        }

        return members;
    }

    // A parent becomes a column of its key; one that is nothing clears the lookup.
    private KeyValuePair<string, object?> Member(string name, object? value)
    {
        ObjectFields fields = columns.Fields;
        if (value is null && fields.Field(name) is null && fields.Reference(name) is { } lookup)
            return new(lookup.Name, null);
        if (!ParentKeys.IsParent(value))
            return new(name, value);
        KeyValuePair<string, object?> parent = ParentKeys.Write(name, value!, fields);
        if (parent.Value is not Dictionary<string, object?> members)
            return parent;
        KeyValuePair<string, object?> key = members.First(static m => m.Key != "attributes");
        string type = members.TryGetValue("attributes", out object? attributes) ? $"{((IDictionary)attributes!)["type"]}:" : "";
        return new($"{type}{name}.{key.Key}", key.Value);
    }

    private string Text(string name, object? value, ColumnTarget target)
    {
        FieldType type = target.IsParent ? FieldType.Text : FieldTypes.FromDescribe(target.Field!.Type);
        if (value is object?[] { Length: > 0 } items && items.All(static i => i is string))
            value = string.Join(";", items);
        if (value is string { Length: > 0 } text && text != Null)
            value = Typed(name, text, type);
        if (ScalarText.Of(value, type, out string? problem) is not { } scalar)
            throw RowErrors.Invalid($"'{name}' in the record {problem ?? $"is a {value!.GetType().Name}, which cannot be written as CSV"}.", name);
        return scalar.Kind != ScalarKind.Null ? scalar.Text : settings.IgnoresNull ? "" : Null;
    }

    private static object Typed(string name, string text, FieldType type)
    {
        if (type == FieldType.Boolean && BooleanCells.IsTaken(text) != false)
            return new SentColumn(name, 0, IsBoolean: true).ValueOf(text);
        object typed = TextValue.Of(text, type, out string? problem);
        return problem is null ? typed : throw RowErrors.Invalid($"'{name}' in the record is '{(text.Length <= 100 ? text : text.Substring(0, 100) + "...")}', which {problem}.", name);
    }

    private void RequireKey(List<(ColumnTarget Target, string Text)> values)
    {
        if (settings is { Operation: BulkOperation.Upsert, IsKeyedById: false, KeyField: { } key }
            && !values.Exists(v => !v.Target.IsParent && key.Equals(v.Target.Name, StringComparison.OrdinalIgnoreCase) && v.Text.Trim() is not ("" or Null)))
            throw RowErrors.Invalid($"The record has no value for its key '{key}'.", key);
    }

    private static void AddNote(WriteRow row, string note)
    {
        if (!row.Notes.Contains(note))
            row.Notes.Add(note);
    }
}
