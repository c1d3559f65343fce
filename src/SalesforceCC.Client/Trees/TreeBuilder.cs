using System.Text.RegularExpressions;
using SalesforceCC.Describe;
using SalesforceCC.Json;

namespace SalesforceCC.Trees;

/// <summary>Makes records of what files hold, checked against the org, and finds what they refer to.</summary>
internal sealed class TreeBuilder(TreeSchema schema, TreeProblems problems)
{
    private const string Attributes = "attributes";

    // What tools write as references, and take for such in any field. Other text is one only where nothing but an id can be.
    private static readonly Regex s_exported = new(@"^@\w+Ref\d+\z", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, TreeRecord> _byReference = new(StringComparer.Ordinal);
    private readonly List<OpenReference> _open = [];

    /// <summary>All records, in the order of the files; children follow their parents.</summary>
    public List<TreeRecord> Records { get; } = [];

    /// <summary>Adds the records of a file.</summary>
    public async Task AddAsync(TreeFile file, object?[] records, CancellationToken stop)
    {
        foreach (object? record in records)
            await AddAsync(file, record, file.Type, null, stop).ConfigureAwait(false);
    }

    /// <summary>Finds the records that references mean: those here, and those that an earlier run has saved.</summary>
    public void Resolve(IdMap map)
    {
        foreach (OpenReference open in _open)
        {
            string name = open.Text.Substring(1);
            if (open.Field.Type != "reference" && !s_exported.IsMatch(open.Text))
                open.Record.Fields.Add(new(open.Field.Name, open.Text));
            else if (_byReference.TryGetValue(name, out TreeRecord? target))
                Link(open.Record, open.Field, target);
            else if (map.Find(name) is { } saved)
                open.Record.Fields.Add(new(open.Field.Name, saved.Id));
            else if (open.Field.Type == "reference")
                Problem(open.Record, SfErrorCodes.UnknownReference, $"{open.Record.Type}.{open.Field.Name} refers to '{open.Text}', and no record has that reference ID.");
            else
                open.Record.Fields.Add(new(open.Field.Name, open.Text));
        }
    }

    private async Task AddAsync(TreeFile file, object? value, string? expected, (SfField Field, TreeRecord Record)? parent, CancellationToken stop)
    {
        if (value is not SfJsonObject json)
        {
            problems.Add(SfErrorCodes.InvalidTree, "A record is no JSON object.", $"in '{file.Path}'", file.Path);
            return;
        }

        SfJsonObject? attributes = json[Attributes] as SfJsonObject;
        string? reference = attributes?["referenceId"] as string;
        string place = reference is null ? $"in '{file.Path}'" : $"'{reference}' in '{file.Path}'";
        if ((attributes?["type"] as string ?? expected) is not { } type)
            problems.Add(SfErrorCodes.InvalidTree, "A record has no type in its attributes.", place, file.Path);
        else if (await schema.FindAsync(type, stop).ConfigureAwait(false) is not { } description)
            problems.Add("NOT_FOUND", $"The org has no object '{type}', or the user may not see it.", place, file.Path);
        else if (expected is not null && !expected.Equals(type, StringComparison.OrdinalIgnoreCase))
            problems.Add(SfErrorCodes.InvalidTree, $"A record is of {type}, where {expected} is expected.", place, file.Path);
        else if (string.IsNullOrEmpty(reference))
            problems.Add(SfErrorCodes.InvalidTree, $"A record of {type} has no referenceId in its attributes.", place, file.Path);
        else
            await AddAsync(file, json, new TreeRecord(reference!, description, file.Path), parent, stop).ConfigureAwait(false);
    }

    private async Task AddAsync(TreeFile file, SfJsonObject json, TreeRecord record, (SfField Field, TreeRecord Record)? parent, CancellationToken stop)
    {
        if (!record.Description.Facts.Createable)
            Problem(record, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"The user may not create records of {record.Type}.");
        if (_byReference.TryGetValue(record.Reference, out TreeRecord? other))
            Problem(record, SfErrorCodes.DuplicateReference, $"Two records have the reference ID '{record.Reference}': {other} and {record}.");
        else
            _byReference[record.Reference] = record;
        Records.Add(record);
        if (parent is { } above)
            Link(record, above.Field, above.Record);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> member in json)
        {
            if (member.Key == Attributes)
                continue;
            if (!names.Add(member.Key))
                Problem(record, SfErrorCodes.InvalidTree, $"{record.Type} has the field '{member.Key}' twice.");
            else if (record.Description.Field(member.Key) is { } field)
                AddField(record, field, member.Value);
            else if (record.Description.Children(member.Key) is { } children)
                await AddChildrenAsync(file, record, children, member.Value, stop).ConfigureAwait(false);
            else if (record.Description.Reference(member.Key) is { } lookup)
                await AddParentAsync(record, lookup, member, stop).ConfigureAwait(false);
            else
                Problem(record, "INVALID_FIELD", $"{record.Type} has no field or relationship '{member.Key}', or the user may not see it.");
        }
    }

    private void AddField(TreeRecord record, SfField field, object? value)
    {
        if (field.Type == "id")
            Problem(record, "INVALID_FIELD_FOR_INSERT_UPDATE", $"{record.Type} has an Id. A new record gets its own.");
        else if (!field.Createable)
            Problem(record, "INVALID_FIELD_FOR_INSERT_UPDATE", $"{record.Type}.{field.Name} cannot be set in new records, or not by this user.");
        else if (value is SfJsonObject)
            Problem(record, SfErrorCodes.InvalidTree, $"{record.Type}.{field.Name} is an object, where a value is expected.");
        else if (value is string { Length: > 1 } text && text[0] == '@')
            _open.Add(new OpenReference(record, field, text));
        else
            record.Fields.Add(new(field.Name, value));
    }

    private async Task AddChildrenAsync(TreeFile file, TreeRecord record, SfChildRelationship children, object? value, CancellationToken stop)
    {
        if (value is null)
            return;
        if (value is not SfJsonObject list || list["records"] is not object?[] records)
        {
            Problem(record, SfErrorCodes.InvalidTree, $"{record.Type}.{children.Name} has no list named records.");
            return;
        }

        if (records.Length == 0)
            return;
        ObjectDescription? child = await schema.FindAsync(children.ChildObject, stop).ConfigureAwait(false);
        if (child?.Field(children.Field) is not { } field)
            Problem(record, "INVALID_FIELD", $"{record.Type}.{children.Name} cannot be used: the user may not see {children.ChildObject}.{children.Field}.");
        else
            foreach (object? one in records)
                await AddAsync(file, one, child.Name, (field, record), stop).ConfigureAwait(false);
    }

    // A parent that is named by a key of its own, which Salesforce finds; a record type by its name, which it does not.
    private async Task AddParentAsync(TreeRecord record, SfField lookup, KeyValuePair<string, object?> member, CancellationToken stop)
    {
        if (lookup.Name != "RecordTypeId" || member.Value is null)
        {
            record.Fields.Add(member);
            return;
        }

        string? name = member.Value is SfJsonObject type ? type["Name"] as string ?? type["DeveloperName"] as string : null;
        if (name is null)
            Problem(record, SfErrorCodes.InvalidTree, $"{record.Type}.RecordType has neither Name nor DeveloperName.");
        else if (await schema.RecordTypeAsync(record.Description, name, stop).ConfigureAwait(false) is { } id)
            record.Fields.Add(new(lookup.Name, id));
        else
            Problem(record, "INVALID_CROSS_REFERENCE_KEY", $"{record.Type} has no record type '{name}'.");
    }

    private void Link(TreeRecord record, SfField field, TreeRecord target)
    {
        if (record.Links.Find(l => l.Field.Name == field.Name) is { } before)
        {
            if (before.Target != target)
                Problem(record, SfErrorCodes.InvalidTree, $"{record.Type}.{field.Name} refers to '{target.Reference}', and the record lies in '{before.Target.Reference}'.");
            return;
        }

        if (field.ReferenceTo.Count > 0 && !field.ReferenceTo.Contains(target.Type, StringComparer.OrdinalIgnoreCase))
            Problem(record, "FIELD_INTEGRITY_EXCEPTION", $"{record.Type}.{field.Name} refers to '{target.Reference}', which is of {target.Type}, and can refer to {Names(field.ReferenceTo)}.");
        else
            record.Links.Add(new TreeLink(field, target));
    }

    private void Problem(TreeRecord record, string code, string text) =>
        problems.Add(code, text, $"'{record.Reference}' in '{record.Path}'", record.Path!);

    private static string Names(IReadOnlyList<string> objects) =>
        objects.Count <= 4 ? string.Join(" or ", objects) : FormattableString.Invariant($"{objects.Count} other objects");

    private sealed record OpenReference(TreeRecord Record, SfField Field, string Text);
}
